package dev.lethe.consent;

import static dev.lethe.consent.People.ADS;
import static dev.lethe.consent.People.ANA;
import static dev.lethe.consent.People.CATALOG;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.EN;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOBODYS;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.ORDERS;
import static dev.lethe.consent.People.SHOP;
import static dev.lethe.consent.People.VERSION;
import static dev.lethe.consent.People.erased;
import static dev.lethe.consent.People.file;
import static dev.lethe.consent.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Ask.Button;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.crypto.FakeKeyRows;
import dev.lethe.crypto.FakeKeyWrap;
import dev.lethe.crypto.MovableClock;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Notices;
import dev.lethe.words.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsksTest {
    private static final Site SITE = new Site("s".repeat(26));

    private static final Notices NOTICES = new Notices() {
        @Override
        public Catalog catalog(Tenant tenant) {
            return CATALOG;
        }

        @Override
        public Optional<Notice> version(Tenant tenant, NoticeId notice, int version) {
            return Optional.of(NOTICE).filter(published -> published.version() == version);
        }

        @Override
        public boolean publish(
                Tenant tenant, Notice notice, Catalog read, Catalog next, ChainedEntry entry, boolean replans) {
            throw new AssertionError("nothing is published here");
        }
    };

    private static final Tenants TENANTS = new Tenants() {
        @Override
        public Optional<Tenant> of(ClientId client) {
            return Optional.of(SHOP);
        }

        @Override
        public Optional<Tenant> at(Site site) {
            return Optional.of(SHOP);
        }

        @Override
        public Site siteOf(Tenant tenant) {
            return SITE;
        }
    };

    private final MovableClock clock = new MovableClock(NOON);
    private final Pseudonyms pseudonyms =
            new Pseudonyms(new FakeKeyWrap(1), new FakeKeyRows(), new UnwrapCache(clock), clock);
    private final Pseudonyms.OfTenant names = pseudonyms.of(SHOP);
    private final Asks asks = new Asks(new ConsentGate(NOTICES, FakeLaw.SILENT, clock), TENANTS, new Words(), clock);

    @Test
    void anAskSaysTheNoticesOwnWordsWithAButtonForEachAnswer() {
        var ask = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID)));
        assertThat(ask.say()).isEqualTo("May we remember?");
        assertThat(ask.link()).isEqualTo("/v1/public/" + SITE + "/notices/chat?version=" + VERSION + "&locale=" + EN);
        assertThat(ask.questions()).singleElement().satisfies(question -> assertThat(question.buttons())
                .containsExactly(new Button("grant.chat-history", "Yes"), new Button("refuse.chat-history", "No")));
    }

    @Test
    void anAskReadsBackAsItWasMade() {
        var ask = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID), new Verdict.Stale(ADS, NOTICE_ID, false)));
        assertThat(asks.read(ask.ask(), names))
                .contains(new Asks.Asked(ANA, NOTICE_ID, VERSION, List.of(CHAT, ADS), NOON));
    }

    @Test
    void nobodyIsAskedAgainWhoSaidNo() {
        assertThat(toChange(List.of(
                        new Verdict.Refused(CHAT, Decision.REFUSED),
                        new Verdict.Unknown(NOBODYS),
                        new Verdict.Allowed(terms(ADS), NOON))))
                .isEmpty();
        assertThat(ask(List.of(new Verdict.Refused(CHAT, Decision.REFUSED), new Verdict.NotAsked(ADS, NOTICE_ID)))
                        .questions())
                .hasSize(1);
    }

    @Test
    void somebodyWhoWasErasedIsShownTheNoticeThoughNothingRestsOnConsent() {
        var verdict = new Verdict.Erased(ORDERS, NOTICE_ID);
        var ask = asks.toChange(file(erased(NOON), Map.of()), List.of(verdict), names, Optional.empty())
                .orElseThrow();
        assertThat(ask.questions()).singleElement().satisfies(question -> assertThat(question.buttons())
                .containsExactly(new Button("seen", "OK")));
        assertThat(Asks.pressed(asks.read(ask.ask(), names).orElseThrow(), "seen"))
                .contains(List.of());
    }

    @Test
    void aTokenHoldsNoNameButOurs() {
        var token = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID))).ask();
        assertThat(token.length()).isLessThanOrEqualTo(Ask.TOKEN_MAX);
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"subject\":\"" + ANA + "\",\"notice\":\"chat\",\"version\":3,"
                        + "\"purposes\":[\"chat-history\"],\"at\":" + NOON.toEpochMilli() + "}");
    }

    @Test
    void noBitOfATokenMayChange() {
        var parts = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID))).ask().split("\\.", -1);
        for (var part = 0; part < 2; part++) {
            var bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (var bit = 0; bit < bytes.length * 8; bit++) {
                var flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                var text = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
                assertThat(asks.read(part == 0 ? text + "." + parts[1] : parts[0] + "." + text, names))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a", "a.b.c", "e30.", "e30.AAAAAAAAAAAAAAAAAAAAAA", "!.!", "e30=.e30=", "😀.😀"})
    void whatWasNotMadeHereIsNoAsk(String token) {
        assertThat(asks.read(token, names)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "canary",
                "{\"subject\":\"Ana\",\"notice\":\"chat\",\"version\":1,\"purposes\":[],\"at\":1}"
            })
    void aTextThatIsNoAskIsNoneThoughItsTagIsOurs(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        assertThat(asks.read(
                        base64.encodeToString(bytes) + "." + base64.encodeToString(names.tag("ask", bytes)), names))
                .isEmpty();
    }

    @Test
    void aTagMadeForAnotherUseIsNone() {
        var payload = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID))).ask().split("\\.", -1)[0];
        var tag = names.tag("link", Base64.getUrlDecoder().decode(payload));
        assertThat(asks.read(
                        payload + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag), names))
                .isEmpty();
    }

    @Test
    void anotherTenantsAskIsNone() {
        var ask = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID)));
        assertThat(asks.read(ask.ask(), pseudonyms.of(new Tenant("shop-2")))).isEmpty();
    }

    @Test
    void aButtonMayBePressedForThirtyDays() {
        var ask = ask(List.of(new Verdict.NotAsked(CHAT, NOTICE_ID)));
        clock.pass(Asks.LIFETIME.minusMillis(1));
        assertThat(asks.read(ask.ask(), names)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(asks.read(ask.ask(), names)).isEmpty();
        assertThat(Asks.LIFETIME).hasDays(30);
    }

    @Test
    void aButtonDecidesItsOwnPurposeOnly() {
        assertThat(Asks.pressed(asked(CHAT, ADS), "grant.ads")).contains(List.of(new Decided(ADS, Choice.GRANT)));
        assertThat(Asks.pressed(asked(CHAT, ADS), "refuse.chat-history"))
                .contains(List.of(new Decided(CHAT, Choice.REFUSE)));
    }

    @Test
    void allMayBeRefusedAtOnceButNotGranted() {
        assertThat(Asks.pressed(asked(CHAT, ADS), "refuse"))
                .contains(List.of(new Decided(CHAT, Choice.REFUSE), new Decided(ADS, Choice.REFUSE)));
        assertThat(Asks.pressed(asked(CHAT, ADS), "grant")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grant.",
                "grant.orders",
                "Grant.ads",
                "withdraw.ads",
                "grant.ads ",
                "ads",
                "seen",
                "grant.ads.ads"
            })
    void aButtonThatTheAskDoesNotHaveDecidesNothing(String button) {
        assertThat(Asks.pressed(asked(CHAT, ADS), button)).isEmpty();
    }

    @Test
    void whereNothingWasAskedThereIsNothingToRefuse() {
        assertThat(Asks.pressed(asked(), "refuse")).isEmpty();
        assertThat(Asks.pressed(asked(), "grant.ads")).isEmpty();
    }

    private Ask ask(List<Verdict> verdicts) {
        return toChange(verdicts).orElseThrow();
    }

    private Optional<Ask> toChange(List<Verdict> verdicts) {
        return asks.toChange(file(LIVE, Map.of()), verdicts, names, Optional.empty());
    }

    private static Asks.Asked asked(Purpose... purposes) {
        return new Asks.Asked(ANA, NOTICE_ID, VERSION, List.of(purposes), NOON);
    }
}
