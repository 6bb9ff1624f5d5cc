package dev.lethe.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lethe.regime.ConsentModel.Demand;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Fact.Right;
import dev.lethe.regime.Fact.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {
    private static final Questions QUESTIONS = new Questions(new Regimes());
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");
    private static final Instant RECEIVED = Instant.parse("2026-12-01T12:00:00Z");

    private static Situation somebody(String residence, int age, String... establishments) {
        return new Situation(
                Optional.of(residence).filter(place -> !place.isEmpty()).map(Place::new),
                age == 0 ? Optional.empty() : Optional.of(age),
                Arrays.stream(establishments).map(Place::new).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "AT,30,'eu_gdpr'",
        "NO,30,'eu_gdpr'",
        "GB,30,'uk_gdpr'",
        "GB-SCT,30,'uk_gdpr'",
        "US-CA,30,'us_ca'",
        "US-CA,12,'us_ca us_coppa'",
        "US-WY,12,'us_coppa'",
        "US-WY,30,''",
        "CA-QC,30,'ca_pipeda ca_qc_law25'",
        "CA,30,'ca_pipeda ca_qc_law25'",
        "US,30,'us_ca us_co us_ct us_ny us_tx us_va'",
        "AR,30,''",
    })
    void whereSomebodyLivesSaysWhichRegimesApply(String place, int age, String regimes) {
        assertThat(QUESTIONS.applicable(somebody(place, age)).keySet())
                .containsExactlyInAnyOrderElementsOf(regimes.isEmpty() ? Set.of() : Set.of(regimes.split(" ", -1)));
    }

    @Test
    void whereTheControllerIsEstablishedSaysItToo() {
        assertThat(QUESTIONS.applicable(somebody("US-CA", 30, "DE")))
                .containsOnlyKeys("us_ca", "eu_gdpr")
                .containsEntry("eu_gdpr", Ground.ESTABLISHMENT)
                .containsEntry("us_ca", Ground.RESIDENCE);
        assertThat(QUESTIONS.applicable(somebody("AR", 30, "US-CA"))).isEmpty();
        assertThat(QUESTIONS.applicable(somebody("DE", 30, "FR")))
                .as("that they live there is the better reason")
                .containsExactly(entry("eu_gdpr", Ground.RESIDENCE));
    }

    @ParameterizedTest
    @CsvSource({"DE,eu_gdpr", "GB,uk_gdpr", "BR,br_lgpd", "CA-QC,'ca_pipeda ca_qc_law25'", "US-CA,''", "'',''"})
    void ofWhomNobodyKnowsWhereTheyLiveOnlyTheControllersLawIsKnown(String place, String regimes) {
        var somebody = place.isEmpty() ? somebody("", 0) : somebody("", 0, place);
        assertThat(QUESTIONS.assumingNothing().applicable(somebody).keySet())
                .containsExactlyInAnyOrderElementsOf(regimes.isEmpty() ? Set.of() : Set.of(regimes.split(" ", -1)));
    }

    @Test
    void whoLivesNobodyKnowsWhereIsProtectedByAllButLawsForChildren() {
        var all = QUESTIONS.applicable(somebody("", 0));
        assertThat(all).hasSize(19).doesNotContainKey("us_coppa");
        assertThat(all).containsEntry("jp_appi", Ground.RESIDENCE_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "NECESSARY,AT,30,NOTICE",
        "ANALYTICS,AT,30,OPT_IN",
        "SENSITIVE,AT,30,EXPLICIT",
        "AI_TRAINING,AT,30,OPT_IN",
        "MARKETING,US-CA,30,OPT_OUT",
        "MARKETING,US-CA,12,PARENTAL_SEPARATE",
        "SENSITIVE,CN,30,SEPARATE",
        "ANALYTICS,US-NY,30,NOTHING",
        "ANALYTICS,US-NY,17,OPT_IN",
        "ANALYTICS,US-NY,0,OPT_IN",
        "ANALYTICS,CA-QC,30,OPT_IN",
    })
    void theStrictestDemandIsTheAnswer(PurposeClass purpose, String place, int age, Demand demand) {
        var answer = QUESTIONS.consent(purpose, somebody(place, age), DAY);
        assertThat(answer.best().map(Strictest.Finding::answer)).contains(demand);
        assertThat(answer.all()).allMatch(finding -> finding.answer().compareTo(demand) <= 0);
    }

    @Test
    void anAnswerSaysWhy() {
        var answer = QUESTIONS.consent(PurposeClass.MARKETING, somebody("US-CA", 30, "DE"), DAY);
        assertThat(answer.best().map(Strictest.Finding::reason))
                .contains("eu_gdpr: the controller is established there; eu_gdpr.consent.marketing (ePrivacy Dir. 13;"
                        + " GDPR 21(2)-(3), unverified): Electronic direct marketing is opt-in with a narrow"
                        + " existing-customer exception; objection to direct marketing is absolute");
        assertThat(answer.all()).hasSize(2);
    }

    @Test
    void whereNoRegimeAppliesNothingIsAnswered() {
        assertThat(QUESTIONS
                        .consent(PurposeClass.MARKETING, somebody("AR", 30), DAY)
                        .best())
                .isEmpty();
    }

    @Test
    void whatIsNotInForceYetAnswersNothing() {
        var india = somebody("IN", 30);
        assertThat(QUESTIONS.consent(PurposeClass.MARKETING, india, DAY).best()).isEmpty();
        assertThat(QUESTIONS
                        .consent(PurposeClass.MARKETING, india, LocalDate.parse("2027-05-13"))
                        .best()
                        .map(Strictest.Finding::answer))
                .contains(Demand.OPT_IN);
    }

    /** A bill would have 16 in Japan, and a court stopped Virginia's law on platforms. */
    @Test
    void whatIsOnlyProposedOrWasStoppedAnswersNothing() {
        assertThat(QUESTIONS.ageOfConsent(somebody("JP", 0), DAY).best().map(Strictest.Finding::answer))
                .contains(15);
    }

    @ParameterizedTest
    @CsvSource({"AT,14", "DE,16", "DK,15", "GB,13", "FR,15", "BR,12", "IN,18", "KR,14", "ZA,18", "US-CA,13"})
    void theAgeOfConsentIsThatOfTheCountry(String place, int age) {
        assertThat(QUESTIONS
                        .ageOfConsent(somebody(place, 0), LocalDate.parse("2027-06-01"))
                        .best()
                        .map(Strictest.Finding::answer))
                .contains(age);
    }

    @Test
    void whereTheCountryIsNotKnownItIsTheRegimesOwnOrTheHighest() {
        var austrianController = somebody("AR", 0, "AT");
        assertThat(QUESTIONS.ageOfConsent(austrianController, DAY).best().map(Strictest.Finding::answer))
                .contains(16);
        assertThat(QUESTIONS.ageOfConsent(somebody("", 0), DAY).best().map(Strictest.Finding::answer))
                .contains(18);
        assertThat(QUESTIONS.needsParent(somebody("AT", 0), DAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "US-CA,MANDATORY",
        "US-CO,MANDATORY",
        "US-TX,CONDITIONAL",
        "US-NY,MINORS",
        "US-VA,NONE",
        "US-OR,MANDATORY",
        "AT,NONE",
    })
    void aSignalIsHonouredWhereTheLawSaysSo(String place, Signal signal) {
        assertThat(QUESTIONS.signal(somebody(place, 30), DAY).best().map(Strictest.Finding::answer))
                .contains(signal);
    }

    @Test
    void everyRightOfAnyRegimeIsHad() {
        var rights = QUESTIONS.rights(somebody("US-CA", 30, "DE"), DAY).all().stream()
                .map(Strictest.Finding::answer)
                .collect(Collectors.toSet());
        assertThat(rights).contains(Right.RESTRICTION, Right.OPT_OUT_SALE_SHARE, Right.ERASURE);
        assertThat(QUESTIONS.rights(somebody("AU", 30), DAY).all())
                .extracting(Strictest.Finding::answer)
                .containsExactly(Right.ACCESS, Right.RECTIFICATION);
    }

    @Test
    void theEarliestAnswerOfAllRegimesIsTheOneToKeepTo() {
        var best = QUESTIONS
                .response(somebody("KR", 30, "DE"), Right.ERASURE, RECEIVED)
                .best()
                .orElseThrow();
        assertThat(best.regime()).isEqualTo("kr_pipa");
        assertThat(best.answer().until().toInstant()).isEqualTo("2026-12-11T14:59:59Z");
    }

    @ParameterizedTest
    @CsvSource({
        // Where only one law applies, by its own clock and in the zone of its authority.
        "AT, '', eu_gdpr.rights.response, ANY_ZONE, RESIDENCE, 2027-01-01T11:00:00Z",
        "GB, '', uk_gdpr.rights.response, DAY_BEFORE, RESIDENCE, 2026-12-31T23:59:59Z",
        "KR, '', kr_pipa.rights.response, CLOCK, RESIDENCE, 2026-12-11T14:59:59Z",
        "US-CA, '', us_ca.rights.response, DAY_BEFORE, RESIDENCE, 2027-01-15T07:59:59Z",
        "US-TX, '', us_tx.rights.response, CLOCK, RESIDENCE, 2027-01-16T05:59:59Z",
        "BR, '', br_lgpd.rights.response_other, CLOCK, RESIDENCE, 2026-12-01T12:00:00Z",
        // The controller's own law, where it is the earlier one, or the only one that is known.
        "US-TX, DE, eu_gdpr.rights.response, ANY_ZONE, ESTABLISHMENT, 2027-01-01T11:00:00Z",
        "KR, DE, kr_pipa.rights.response, CLOCK, RESIDENCE, 2026-12-11T14:59:59Z",
        "AR, DE, eu_gdpr.rights.response, ANY_ZONE, ESTABLISHMENT, 2027-01-01T11:00:00Z",
        "'', CH, ch_fadp.rights.response, CLOCK, ESTABLISHMENT, 2026-12-31T22:59:59Z",
        // Nobody knows, no law there sets a time, or it is not in force yet: by the GDPR's month, and without a reason.
        "'', '', eu_gdpr.rights.response, ANY_ZONE, , 2027-01-01T11:00:00Z",
        "AR, '', eu_gdpr.rights.response, ANY_ZONE, , 2027-01-01T11:00:00Z",
        "JP, '', eu_gdpr.rights.response, ANY_ZONE, , 2027-01-01T11:00:00Z",
        "IN, '', eu_gdpr.rights.response, ANY_ZONE, , 2027-01-01T11:00:00Z",
    })
    void whenARequestIsDueIsSaidWithTheRuleItsReadingAndWhyItApplies(
            String residence, String establishment, String rule, By reading, @Nullable Ground because, Instant at) {
        var somebody = establishment.isEmpty() ? somebody(residence, 30) : somebody(residence, 30, establishment);
        assertThat(QUESTIONS.due(somebody, Right.ERASURE, RECEIVED))
                .isEqualTo(new ResponseDue(at, rule, Optional.of(reading), Optional.ofNullable(because)));
    }

    @Test
    void aRuleThatNamesRightsIsAboutNoOthers() {
        assertThat(QUESTIONS
                        .response(somebody("BR", 30), Right.ERASURE, RECEIVED)
                        .all())
                .extracting(finding -> finding.fact().id())
                .containsExactly("br_lgpd.rights.response_other");
        assertThat(QUESTIONS
                        .response(somebody("BR", 30), Right.ACCESS, RECEIVED)
                        .all())
                .hasSize(3);
    }

    @Test
    void itIsSaidHowLongNobodyIsAskedAgainAndForHowLongConsentIsGood() {
        assertThat(QUESTIONS.askAgainAfter(somebody("US-CA", 30), DAY).best().map(Strictest.Finding::answer))
                .contains(Period.ofMonths(12));
        assertThat(QUESTIONS.renewAfter(somebody("US-CO", 30), DAY).best().map(Strictest.Finding::answer))
                .contains(Period.ofMonths(24));
        assertThat(QUESTIONS.renewAfter(somebody("AT", 30), DAY).best()).isEmpty();
    }

    @Test
    void theUnionsDutiesHoldInItsMembers() {
        var austria = disclosures("AT", 30);
        assertThat(austria.atStart()).isTrue();
        assertThat(austria.every()).isEmpty();
        assertThat(austria.facts()).anyMatch(fact -> fact.id().equals("bot.eu.art50_1"));
        assertThat(disclosures("US-CA", 30).every())
                .as("adults in California are not reminded")
                .isEmpty();
    }

    @Test
    void theUnionsDutiesHoldForWhoIsEstablishedThereWhereverPeopleAre() {
        assertThat(disclosures("ZA", 30).facts()).isEmpty();
        assertThat(disclosures("ZA", 30, "IE").atStart()).isTrue();
        assertThat(disclosures("ZA", 30, "US-NY").facts())
                .as("other laws protect who is there")
                .isEmpty();
    }

    private static Disclosures disclosures(String place, int age, String... establishments) {
        return QUESTIONS.disclosures(somebody(place, age, establishments), DAY).orElseThrow();
    }
}
