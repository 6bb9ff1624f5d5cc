package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.breach.Obligation.Note;
import dev.lethe.breach.Obligation.Sequence;
import dev.lethe.breach.Obligation.Sequence.Order;
import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.Obligations.Silent;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Regimes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom each regime wants told of a breach, and by when. */
class ObligationRulesTest {
    private static final Regimes REGIMES = new Regimes();
    private static final ObligationRules RULES = new ObligationRules(REGIMES);
    private static final String AWARE = "2026-10-23T14:20:00Z";

    private static Obligation one(Told told, String key) {
        return RULES.of(told.facts()).all().stream()
                .filter(of -> of.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not among "
                        + RULES.of(told.facts()).all().stream()
                                .map(Obligation::key)
                                .toList()));
    }

    private static List<String> keys(Told told) {
        return RULES.of(told.facts()).all().stream().map(Obligation::key).toList();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/breaches/obligations.csv", delimiter = '|', quoteCharacter = '\'')
    void whatEachRegimeWantsTold(
            String aware, String place, int persons, String facts, String key, Status status, @Nullable String safer) {
        var found = one(Told.aware(aware).people(place, persons).with(facts), key);
        assertThat(found.status()).isEqualTo(status);
        if (safer != null) {
            assertThat(found.due().orElseThrow().safer()).isEqualTo(OffsetDateTime.parse(safer));
        } else if (key.contains("/promptly/") && found.recipient() != Recipient.ATTORNEY_GENERAL) {
            assertThat(found.due()).isEmpty();
            assertThat(found.notes()).contains(Note.NO_NUMBER);
        }
    }

    @Test
    void aRuleWhosePlaceAnotherTakesIsNotThere() {
        assertThat(keys(Told.aware(AWARE)
                        .people("CN", 1_200_000)
                        .with("circumstances", List.of("critical-infrastructure"))))
                .doesNotContain("cn_pipl.breach.incident/due/supervisory-authority");
        assertThat(keys(Told.aware(AWARE).people("JP", 1).with("malicious", true)))
                .doesNotContain("jp_appi.breach.final/due/supervisory-authority")
                .noneMatch(key -> key.contains("/latest/"));
        assertThat(keys(Told.aware(AWARE).people("GB", 1))).noneMatch(key -> key.startsWith("uk_gdpr.breach.pecr"));
    }

    @Test
    void aProcessorTellsItsControllerAndNobodyElse() {
        assertThat(RULES.of(Told.aware(AWARE)
                                .people("DE", 1)
                                .people("US-CA", 9000)
                                .with("role", "processor")
                                .facts())
                        .all())
                .isNotEmpty()
                .allMatch(of -> of.recipient() == Recipient.CONTROLLER);
        assertThat(RULES.of(Told.aware(AWARE)
                                .people("KR", 1)
                                .with("role", "processor")
                                .facts())
                        .silent())
                .containsExactly(new Silent("kr_pipa", Silent.Why.NO_RULE));
    }

    @Test
    void whatIsNotInForceOnTheDayIsNotOwed() {
        var before = RULES.of(Told.aware("2027-05-10T04:30:00Z").people("IN", 1).facts());
        assertThat(before.all()).isEmpty();
        assertThat(before.silent()).containsExactly(new Silent("in_dpdp", Silent.Why.NOT_IN_FORCE));
        assertThat(RULES.of(Told.aware("2025-12-31T20:00:00Z")
                                .people("US-CA", 900)
                                .with("data", List.of("health"))
                                .facts())
                        .all())
                .isEmpty();
    }

    @Test
    void theEarliestComesFirstAndTheSameFactsHaveTheSameAnswer() {
        var told = Told.aware(AWARE)
                .people("US-TX", 300)
                .people("DE", 5)
                .people("KR", 5)
                .people("US-CA", 900)
                .with("data", List.of("health"))
                .with("risk", "high");
        var all = RULES.of(told.facts()).all();
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(of -> of.by().orElse(Instant.MAX)))
                .isEqualTo(RULES.of(told.facts()).all());
        assertThat(all.stream().map(Obligation::key)).doesNotHaveDuplicates();
    }

    @Test
    void whoIsToldInWhichOrderIsSaid() {
        var told = Told.aware(AWARE)
                .people("US-CT", 1)
                .people("SG", 1)
                .with("data", List.of("financial"))
                .with("risk", "high");
        assertThat(one(told, "us_ct.breach.ag/promptly/attorney-general").sequence())
                .contains(new Sequence(Order.BEFORE_OR_WITH, Recipient.INDIVIDUALS));
        assertThat(one(told, "sg_pdpa.breach.individuals/promptly/individuals").sequence())
                .contains(new Sequence(Order.WITH_OR_AFTER, Recipient.SUPERVISORY_AUTHORITY));
    }

    @Test
    void withoutAwarenessClocksRunFromDetectionProvisionally() {
        var told = Told.aware(AWARE).people("GB", 1).without("awareAt");
        var found = one(told, "uk_gdpr.breach.ico/due/supervisory-authority");
        assertThat(RULES.of(told.facts()).provisional()).isTrue();
        assertThat(found.notes()).contains(Note.PROVISIONAL, Note.PHASED);
        assertThat(found.due().orElseThrow().from()).isEqualTo(AWARE);
    }

    /** Who is told by others is aware before anything is noticed here. */
    @Test
    void awarenessMayComeBeforeDetection() {
        var told = Told.aware(AWARE).people("GB", 1).with("detectedAt", "2026-10-25T00:00:00Z");
        assertThat(one(told, "uk_gdpr.breach.ico/due/supervisory-authority")
                        .due()
                        .orElseThrow()
                        .from())
                .isEqualTo(AWARE);
    }

    @Test
    void whereTheLawHasNoNumberTheTargetIsTheSuitesOwnAndSaidToBe() {
        var facts = Told.aware(AWARE).people("ZA", 1).facts();
        var key = "za_popia.breach.regulator/promptly/supervisory-authority";
        var of = RULES.of(facts).all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(of.due()).isEmpty();
        assertThat(of.ownTarget()).contains(Instant.parse(AWARE).plus(ObligationRules.OWN_TARGET));
        assertThat(of.notes()).contains(Note.NO_NUMBER);
        var sooner =
                new ObligationRules(REGIMES, Duration.ofHours(24)).of(facts).all();
        assertThat(sooner.getFirst().ownTarget()).contains(Instant.parse(AWARE).plus(Duration.ofHours(24)));
    }

    @Test
    void whatHasNotBegunHasNoEnd() {
        var found =
                one(Told.aware(AWARE).people("CN", 1_200_000), "cn_pipl.breach.incident/summary/supervisory-authority");
        assertThat(found.by()).isEmpty();
        assertThat(found.notes()).contains(Note.NOT_STARTED);
    }

    @Test
    void lawEnforcementDelaysWhereTheLawLetsItAndNowhereElse() {
        var told = Told.aware(AWARE)
                .people("US-NY", 1)
                .people("GB", 1)
                .with("data", List.of("health"))
                .with("risk", "high")
                .with("delayedUntil", "2026-12-24T12:00:00Z");
        var people = one(told, "us_ny.breach.individuals/due/individuals");
        assertThat(people.notes()).contains(Note.DELAYED);
        assertThat(people.by()).contains(Instant.parse("2026-12-24T12:00:00Z"));
        var authority = one(told, "uk_gdpr.breach.ico/due/supervisory-authority");
        assertThat(authority.notes()).contains(Note.NO_DELAY).doesNotContain(Note.DELAYED);
        assertThat(authority.by()).contains(Instant.parse("2026-10-26T14:20:00Z"));
    }

    /** EDPB Guidelines 9/2022, para. 73. */
    @Test
    void withoutAnEstablishmentEachCountrysAuthorityIsTold() {
        var told = Told.aware(AWARE)
                .people("FI", 1)
                .people("PT", 1)
                .people("NO", 1)
                .with("establishments", List.of("US-CA"));
        assertThat(RULES.of(told.facts()).all().stream()
                        .filter(of -> of.fact().id().equals("eu_gdpr.breach.sa"))
                        .collect(Collectors.toMap(
                                of -> of.place().orElseThrow().code(),
                                of -> of.due().orElseThrow().safer().getOffset().toString())))
                .isEqualTo(Map.of("FI", "+02:00", "PT", "Z", "NO", "+01:00"));
        told.with("establishments", List.of("US-CA", "IE"));
        assertThat(keys(told).stream().filter(key -> key.startsWith("eu_gdpr.breach.sa")))
                .containsExactly("eu_gdpr.breach.sa/due/supervisory-authority");
    }

    @Test
    void whereNobodyKnowsWherePeopleLiveEveryLawMayApply() {
        var found = RULES.of(Told.aware(AWARE).people("{\"persons\": 3000000}").facts());
        assertThat(found.all())
                .isNotEmpty()
                .allMatch(of -> of.because() == Ground.RESIDENCE_UNKNOWN)
                .allMatch(of -> of.notes().contains(Note.LAW_UNCERTAIN))
                .noneMatch(of -> of.status() == Status.OWED);
        assertThat(found.all().stream().map(Obligation::regime).distinct()).hasSizeGreaterThanOrEqualTo(18);
        assertThat(found.uncovered()).isEmpty();
    }

    @Test
    void placesWhoseLawIsNotKnownHereAreNamed() {
        var found = RULES.of(Told.aware(AWARE)
                .people("US-WA", 10)
                .people("AR", 10)
                .people("US-CA", 10)
                .facts());
        assertThat(found.uncovered()).containsExactly(new Place("US-WA"), new Place("AR"));
    }

    /** Where a law ties itself to who holds the data, all of their people count. */
    @Test
    void establishedThereEverybodyCounts() {
        var told = Told.aware(AWARE)
                .people("FR", 600)
                .people("US-WA", 600)
                .with("establishments", List.of("JP"))
                .with("malicious", false)
                .with("data", List.of("contact-details"));
        assertThat(one(told, "jp_appi.breach.final/due/supervisory-authority").status())
                .isEqualTo(Status.OWED);
    }

    @ParameterizedTest
    @CsvSource({
        "exact,500,NOT_OWED",
        "exact,501,OWED",
        "at-least,501,OWED",
        "at-least,500,OWED_UNTIL_KNOWN",
        "at-most,500,NOT_OWED",
        "at-most,501,OWED_UNTIL_KNOWN",
        "estimate,250,NOT_OWED",
        "estimate,251,OWED_UNTIL_KNOWN",
        "estimate,1002,OWED",
    })
    void aNumberCountsAsItIsMeant(String exactness, int persons, Status status) {
        var told = Told.aware(AWARE)
                .people("{\"place\": \"US-CA\", \"persons\": %d, \"exactness\": \"%s\"}".formatted(persons, exactness))
                .with("data", List.of("health"));
        assertThat(one(told, "us_ca.breach.ag/due/attorney-general").status()).isEqualTo(status);
    }

    @Test
    void whatIsSentIsToldAndNotOwed() {
        var key = "uk_gdpr.breach.ico/due/supervisory-authority";
        var told = Told.aware(AWARE)
                .people("GB", 1)
                .with("sent", List.of(Map.of("obligation", key, "at", "2026-10-24T08:00:00Z")));
        assertThat(one(told, key).status()).isEqualTo(Status.SENT);
        assertThat(one(told, key).sentAt()).contains(Instant.parse("2026-10-24T08:00:00Z"));
    }

    /** A regime of which nobody is to be told, or only by its own words, has no recipient in its file by accident. */
    @Test
    void everyRuleThatNamesARecipientIsFoundForSomebody() {
        var named = REGIMES.all().stream()
                .flatMap(regime -> regime.breach().stream())
                .filter(fact -> fact.breach().flatMap(rule -> rule.recipients()).isPresent())
                .map(Fact::id)
                .collect(Collectors.toSet());
        var told = Told.aware("2027-06-01T12:00:00Z")
                .people("{\"persons\": 3000000}")
                .with(
                        "circumstances",
                        List.of("telecoms-provider", "national-security-risk", "inadvertent", "small-agent"));
        var found = new HashSet<String>();
        for (var role : List.of("controller", "processor")) {
            RULES.of(told.with("role", role).facts())
                    .all()
                    .forEach(of -> found.add(of.fact().id()));
        }
        assertThat(found).isEqualTo(named);
        assertThat(named).hasSizeGreaterThan(45);
    }
}
