package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.consent.Verdict;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Terms;
import dev.lethe.retention.RetentionRule.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanRulesTest {
    private static final long SEED = 20_260_301;
    private static final Tenant SHOP = new Tenant("shop");
    private static final StorageId SID = new StorageId("a".repeat(26));
    private static final NoticeId NOTICE = new NoticeId("chat");
    private static final Purpose CHAT = new Purpose("chat-history");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = RECEIVED.plus(Duration.ofDays(5));
    private static final Instant CHAT_UNTIL = RECEIVED.plus(Duration.ofDays(30));
    private static final Instant SERVICE_UNTIL = RECEIVED.plus(Duration.ofDays(14));

    private static final Standing NOTHING = standing(Map.of());

    private static Standing standing(Map<Purpose, Stand> purposes) {
        return new Standing(1, purposes, Optional.empty(), ChainHead.START);
    }

    private static Stand granted(Instant since) {
        return new Stand(Decision.GRANTED, "", new ReceiptId("rcp_" + "0".repeat(26)), since, since);
    }

    private static Verdict allowed(Purpose purpose, int days) {
        return new Verdict.Allowed(
                new Terms(
                        purpose, LegalBasis.CONTRACT, Set.of("message-text"), Period.ofDays(days), "Because", Set.of()),
                Instant.EPOCH,
                Optional.empty(),
                Set.of("message-text"));
    }

    private static Content content(Map<Purpose, Instant> purposes) {
        var expiry = Expiry.latest(purposes).orElseThrow();
        return new Content(
                SHOP,
                SID,
                "MESSAGE",
                "MESSAGE#1",
                "message-text",
                RECEIVED,
                expiry,
                new Label(
                        "records", SHOP, Optional.of(SID), "message", "", "", "content", Optional.of(expiry.day()), 1),
                new Sealed(new byte[0]));
    }

    private static PlanRules rules(Standing standing, Verdict... verdicts) {
        var all = new LinkedHashMap<Purpose, Verdict>();
        for (var verdict : verdicts) {
            all.put(verdict.purpose(), verdict);
        }
        return new PlanRules(all, standing, List.of(), Set.of(), NOW);
    }

    private static Plan plan(Verdict... verdicts) {
        return rules(NOTHING, verdicts).plan(content(Map.of(CHAT, CHAT_UNTIL, SERVICE, SERVICE_UNTIL)));
    }

    @Test
    void whatIsAsItWasStays() {
        assertThat(plan(allowed(CHAT, 30), allowed(SERVICE, 14))).isEqualTo(new Plan.Keep());
    }

    static Stream<Verdict> noesOfAllKinds() {
        return Stream.concat(
                Stream.of(Decision.values()).filter(Decision::isNo).map(decision ->
                        (Verdict) new Verdict.Refused(CHAT, decision)),
                Stream.of(new Verdict.NotCovered(CHAT)));
    }

    @ParameterizedTest
    @MethodSource("noesOfAllKinds")
    void whatTheyRefuseKeepsNothingAndWhatAnotherBasisKeepsStays(Verdict no) {
        assertThat(plan(no, allowed(SERVICE, 14)))
                .isEqualTo(new Plan.Move(new Expiry(Map.of(SERVICE, SERVICE_UNTIL), SERVICE_UNTIL)));
        assertThat(rules(NOTHING, no).plan(content(Map.of(CHAT, CHAT_UNTIL))))
                .isEqualTo(new Plan.Remove(Gone.How.BASIS_ENDED));
    }

    /** They may still say yes; until then it is closed to everybody, and goes when it was to. */
    static Stream<Verdict> openQuestions() {
        return Stream.of(
                new Verdict.NotAsked(CHAT, NOTICE),
                new Verdict.Stale(CHAT, NOTICE, false),
                new Verdict.NeedsParent(CHAT, NOTICE),
                new Verdict.NeedsConsent(CHAT, "somewhere"),
                new Verdict.Unknown(CHAT));
    }

    @ParameterizedTest
    @MethodSource("openQuestions")
    void anOpenQuestionDestroysNothing(Verdict open) {
        assertThat(plan(open, allowed(SERVICE, 14))).isEqualTo(new Plan.Keep());
    }

    @Test
    void aShorterPeriodIsCountedFromWhenItWasTakenIn() {
        assertThat(plan(allowed(CHAT, 20), allowed(SERVICE, 14)))
                .isEqualTo(new Plan.Move(new Expiry(
                        Map.of(CHAT, RECEIVED.plus(Duration.ofDays(20)), SERVICE, SERVICE_UNTIL),
                        RECEIVED.plus(Duration.ofDays(20)))));
        assertThat(plan(allowed(CHAT, 3), allowed(SERVICE, 4))).isEqualTo(new Plan.Remove(Gone.How.PERIOD_SHORTENED));
    }

    @Test
    void aPurposeThatIsOverStaysOverThoughItsPeriodGrows() {
        var over = RECEIVED.plus(Duration.ofDays(2));
        assertThat(rules(NOTHING, allowed(CHAT, 30), allowed(SERVICE, 90))
                        .plan(content(Map.of(CHAT, CHAT_UNTIL, SERVICE, over))))
                .isEqualTo(new Plan.Keep());
        assertThat(rules(NOTHING, allowed(SERVICE, 90)).plan(content(Map.of(SERVICE, over))))
                .isEqualTo(new Plan.Keep());
    }

    @Test
    void aYesThatWasInterruptedKeepsOnlyWhatCameAfter() {
        var later = standing(Map.of(CHAT, granted(RECEIVED.plusSeconds(1))));
        var before = standing(Map.of(CHAT, granted(RECEIVED)));
        var content = content(Map.of(CHAT, CHAT_UNTIL));
        assertThat(rules(later, allowed(CHAT, 30)).plan(content)).isEqualTo(new Plan.Remove(Gone.How.BASIS_ENDED));
        assertThat(rules(before, allowed(CHAT, 30)).plan(content)).isEqualTo(new Plan.Keep());
    }

    /** Whatever is planned: it is over at the end of a purpose that keeps it, and planning once more changes nothing. */
    @Test
    void planningTwiceIsPlanningOnce() {
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < 10_000; i++) {
            var rules = rules(NOTHING, allowed(CHAT, random.nextInt(1, 40)), allowed(SERVICE, random.nextInt(1, 40)));
            var content = content(Map.of(
                    CHAT, RECEIVED.plus(Duration.ofDays(random.nextInt(1, 40))),
                    SERVICE, RECEIVED.plus(Duration.ofDays(random.nextInt(1, 40)))));
            if (rules.plan(content) instanceof Plan.Move(var expiry)) {
                assertThat(expiry.at())
                        .as("seed %s, round %s", SEED, i)
                        .isAfter(NOW)
                        .isIn(expiry.purposes().values());
                assertThat(rules.plan(content(expiry.purposes())))
                        .as("seed %s, round %s", SEED, i)
                        .isEqualTo(new Plan.Keep());
            }
        }
    }

    private static Verdict counted(Purpose purpose, Instant since, Optional<Boolean> told) {
        var terms = new Terms(
                purpose,
                LegalBasis.CONTRACT,
                Set.of("message-text"),
                Period.ofDays(30),
                "Because",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                told);
        return new Verdict.Allowed(terms, since, Optional.empty(), Set.of("message-text"));
    }

    private static Set<Purpose> anonymised(Standing standing, Action action, Verdict... verdicts) {
        var rules = Stream.of(CHAT, SERVICE)
                .map(purpose -> new RetentionRule(
                        purpose, "message-text", Optional.empty(), Period.ofDays(40), Map.of(), Optional.of(action)))
                .toList();
        var all = Stream.of(verdicts).collect(Collectors.toMap(Verdict::purpose, verdict -> verdict));
        var content = content(Map.of(CHAT, CHAT_UNTIL, SERVICE, SERVICE_UNTIL));
        return new PlanRules(all, standing, rules, Set.of(), CHAT_UNTIL).anonymised(content, content.expiry());
    }

    @Test
    void whatGoesIsCountedForThePurposeThatKeptItToItsEnd() {
        assertThat(anonymised(
                        NOTHING,
                        Action.ANONYMISE,
                        counted(CHAT, RECEIVED, Optional.of(true)),
                        counted(SERVICE, RECEIVED, Optional.of(true))))
                .as("what was over for a purpose before is not used for it again")
                .containsExactly(CHAT);
    }

    @Test
    void nothingIsCountedThatNobodySaidWouldBe() {
        var told = counted(CHAT, RECEIVED, Optional.of(true));
        assertThat(anonymised(NOTHING, Action.DELETE, told)).isEmpty();
        assertThat(anonymised(NOTHING, Action.ANONYMISE, counted(CHAT, RECEIVED, Optional.empty())))
                .isEmpty();
        assertThat(anonymised(NOTHING, Action.ANONYMISE, counted(CHAT, RECEIVED, Optional.of(false))))
                .isEmpty();
        assertThat(anonymised(NOTHING, Action.ANONYMISE, counted(CHAT, RECEIVED.plusSeconds(1), Optional.of(true))))
                .as("it was taken in before there was a basis")
                .isEmpty();
        assertThat(anonymised(standing(Map.of(CHAT, granted(RECEIVED.plusSeconds(1)))), Action.ANONYMISE, told))
                .as("a yes that was taken back meanwhile")
                .isEmpty();
        assertThat(anonymised(NOTHING, Action.ANONYMISE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"noesOfAllKinds", "openQuestions"})
    void whoDoesNotAllowItAnyMoreIsNotCounted(Verdict no) {
        assertThat(anonymised(NOTHING, Action.ANONYMISE, no)).isEmpty();
    }
}
