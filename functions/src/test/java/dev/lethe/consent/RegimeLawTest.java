package dev.lethe.consent;

import static dev.lethe.consent.People.ANA;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.SHOP;
import static dev.lethe.consent.People.VERSION;
import static dev.lethe.consent.People.notice;
import static dev.lethe.consent.People.receipt;
import static dev.lethe.consent.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.consent.ConsentRules.Outcome;
import dev.lethe.kernel.ClientId;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.NoticeDraft;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Use;
import dev.lethe.regime.Place;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Regimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose law a person is under: that of where they live, and that of where the controller is established. */
class RegimeLawTest {
    private static final RegimeLaw LAW = new RegimeLaw(new Questions(new Regimes()));
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");

    private static Terms on(Use use) {
        return new Terms(
                CHAT,
                LegalBasis.LEGITIMATE_INTEREST,
                Set.of("message-text"),
                Period.ofDays(30),
                "Because",
                Set.of(),
                Optional.of(use),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of somebody, where they and the controller are; nothing of what is not said. */
    private static SubjectFile file(String residence, Optional<AgeBand> age, String... establishments) {
        var places = Arrays.stream(establishments).map(Place::new).collect(Collectors.toSet());
        var known = new Circumstances(
                Optional.of(residence).filter(place -> !place.isEmpty()).map(Place::new),
                age,
                age.map(_ -> NOON.minus(Duration.ofDays(1))));
        return new SubjectFile(
                SHOP,
                ANA,
                LIVE,
                new Standing(1, Map.of(), Optional.empty(), ChainHead.START).of(known),
                new Catalog(1, Map.of(NOTICE_ID, VERSION), Map.of(CHAT, NOTICE_ID), ChainHead.START)
                        .with(NOTICE_ID, VERSION, NOON, Optional.empty(), places),
                Optional.empty());
    }

    private static String[] split(String places) {
        return places.isEmpty() ? new String[0] : places.split(" ", -1);
    }

    @ParameterizedTest
    @CsvSource({
        // GDPR Art. 3(1): whatever the residence of the person.
        "ANALYTICS, US-WY, DE, eu_gdpr",
        "ANALYTICS, AR, 'BR DE', eu_gdpr",
        "ANALYTICS, '', DE, eu_gdpr",
        "ANALYTICS, DE, '', eu_gdpr",
        "DIRECT_MARKETING, US-WY, GB, uk_gdpr",
        "DIRECT_MARKETING, '', GB, uk_gdpr",
        // A law that leaves a choice, one that protects residents alone, a purpose that no law tells apart, and no law
        // at all.
        "ANALYTICS, US-WY, GB, ''",
        "ANALYTICS, US-WY, JP, ''",
        "DIRECT_MARKETING, AR, US-CA, ''",
        "SERVICE, US-WY, DE, ''",
        "ANALYTICS, US-WY, '', ''",
        "ANALYTICS, '', '', ''",
    })
    void whatNeedsConsentWhereTheControllerIsNeedsItOfEverybody(
            Use use, String residence, String places, String regime) {
        var verdict = GateRules.judge(
                file(residence, Optional.empty(), split(places)),
                CHAT,
                _ -> Optional.of(notice(Map.of(), List.of(on(use)))),
                LAW,
                DAY.atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(verdict)
                .isEqualTo(
                        regime.isEmpty()
                                ? new Verdict.Allowed(on(use), Instant.EPOCH)
                                : new Verdict.NeedsConsent(CHAT, regime));
    }

    @ParameterizedTest
    @CsvSource({
        "US-WY, AGE_15, DE, true",
        "US-WY, AGE_15, '', false",
        "FR, AGE_15, DE, false",
        "FR, AGE_14, '', true",
        "'', AGE_15, '', true",
        "US-WY, ADULT, DE, false",
    })
    void aChildsAgeIsLookedAtByTheControllersLawToo(String residence, AgeBand age, String places, boolean parent) {
        var file = file(residence, Optional.of(age), split(places));
        assertThat(LAW.asksParent(file.situation(), DAY)).isEqualTo(parent);
    }

    @ParameterizedTest
    @CsvSource({"US-CA, DE, true", "DE, '', false", "DE, FR, false", "'', DE, true", "'', '', true"})
    void signalsAreHonouredWhereTheResidentsLawSaysSo(String residence, String places, boolean honoured) {
        var file = file(residence, Optional.empty(), split(places));
        assertThat(LAW.honours(Signal.GPC, file.situation(), DAY)).isEqualTo(honoured);
    }

    @ParameterizedTest
    @CsvSource({
        "US-CA, DE, '', 'eu_gdpr us_ca'",
        "'', DE, us_ca, eu_gdpr",
        "BR, '', '', br_lgpd",
        "'', '', 'us_ca us_co', 'us_ca us_co'",
        "'', '', '', eu_gdpr",
        "AR, '', '', eu_gdpr",
    })
    void aReceiptKeepsTheLawThatItWasDecidedUnder(String residence, String places, String named, String laws) {
        var outcome = ConsentRules.decide(
                new Decided(CHAT, Choice.GRANT),
                new Capture(
                        Optional.of(new Shown(NOTICE_ID, VERSION)),
                        How.REPORTED,
                        new ClientId("bot"),
                        Optional.empty(),
                        Proof.NONE),
                file(residence, Optional.empty(), split(places)),
                Optional.of(naming(split(named))),
                LAW,
                receipt("1"),
                NOON);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Recorded.class, recorded -> assertThat(
                        recorded.receipt().proof().laws())
                .containsExactlyInAnyOrder(split(laws)));
    }

    private static Notice naming(String... regimes) {
        var text = NOTICE.text();
        var draft = new NoticeDraft(
                text.locale(),
                text.wordings(),
                List.of(terms(CHAT), terms(People.ADS)),
                text.controllers(),
                text.platformCopy(),
                text.rights(),
                text.contact(),
                text.reviewBy(),
                Optional.empty(),
                Optional.of(Set.of(regimes)).filter(any -> !any.isEmpty()),
                Optional.empty());
        return new Notice(NOTICE_ID, VERSION, NOON, "00", draft);
    }
}
