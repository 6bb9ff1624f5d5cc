package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.Verdict;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionRulesTest {
    private static final long SEED = 20_260_301;
    private static final Purpose CHAT = new Purpose("chat-history");
    private static final Purpose ADS = new Purpose("ads");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, P1D, 2026-03-02T12:00:00Z",
        "2026-03-01T12:00:00Z, P30D, 2026-03-31T12:00:00Z",
        "2026-01-31T12:00:00Z, P1M, 2026-02-28T12:00:00Z",
        "2028-01-31T12:00:00Z, P1M, 2028-02-29T12:00:00Z",
        "2026-08-31T23:59:59Z, P1M, 2026-09-30T23:59:59Z",
        "2028-02-29T00:00:00Z, P1Y, 2029-02-28T00:00:00Z",
        "2028-02-29T00:00:00Z, P4Y, 2032-02-29T00:00:00Z",
        "2028-02-28T12:00:00Z, P1D, 2028-02-29T12:00:00Z",
        "2026-12-31T12:00:00Z, P1M1D, 2027-02-01T12:00:00Z",
        "2026-10-24T22:30:00Z, P1D, 2026-10-25T22:30:00Z",
        "2026-03-01T12:00:00.999999999Z, P1D, 2026-03-02T12:00:00Z",
        "2026-03-01T23:59:59.999Z, P10Y, 2036-03-01T23:59:59Z",
    })
    void eachPeriodIsCountedInUtcAndCutToTheSecond(Instant now, Period retention, Instant at) {
        var expiry = expiry(List.of(terms(CHAT, retention)), now).orElseThrow();
        assertThat(expiry).isEqualTo(new Expiry(Map.of(CHAT, at), at));
    }

    @Test
    void theLatestPurposeDecidesWhenItGoesAndEachKeepsItsOwn() {
        var brief = terms(ADS, Period.ofDays(1));
        var lasting = terms(CHAT, Period.ofDays(30));
        for (var standing : List.of(List.of(brief, lasting), List.of(lasting, brief))) {
            var expiry = expiry(standing, NOON).orElseThrow();
            assertThat(expiry.at()).isEqualTo("2026-03-31T12:00:00Z");
            assertThat(expiry.purposes())
                    .isEqualTo(Map.of(
                            ADS, Instant.parse("2026-03-02T12:00:00Z"), CHAT, Instant.parse("2026-03-31T12:00:00Z")));
        }
    }

    @Test
    void aMonthAndThirtyDaysAreComparedOnTheCalendar() {
        var standing = List.of(terms(CHAT, Period.ofMonths(1)), terms(ADS, Period.ofDays(30)));
        assertThat(expiry(standing, Instant.parse("2026-02-01T00:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo("2026-03-03T00:00:00Z");
        assertThat(expiry(standing, Instant.parse("2026-03-01T00:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo("2026-04-01T00:00:00Z");
    }

    @Test
    void whatHasNoPurposeIsNotKept() {
        assertThat(expiry(List.of(), NOON)).isEmpty();
    }

    @Test
    void nothingIsKeptLongerThanPromised() {
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < 10_000; i++) {
            var now = Instant.ofEpochSecond(
                    random.nextLong(1_700_000_000L, 2_500_000_000L), random.nextInt(1_000_000_000));
            var days = random.nextInt(1, 3_650);
            var expiry = expiry(List.of(terms(CHAT, Period.ofDays(days))), now).orElseThrow();
            assertThat(expiry.at())
                    .as("seed %s, now %s, days %s", SEED, now, days)
                    .isBeforeOrEqualTo(
                            now.atOffset(ZoneOffset.UTC).plusDays(days).toInstant())
                    .isAfter(now.atOffset(ZoneOffset.UTC)
                            .plusDays(days)
                            .minusSeconds(1)
                            .toInstant());
            assertThat(expiry.at()).isEqualTo(expiry.at().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** A rule can only shorten what the notice promises, and the shortest of those that are about it counts. */
    @ParameterizedTest
    @CsvSource({
        "P60D, message-text, '', 2026-03-31T12:00:00Z",
        "P7D, message-text, '', 2026-03-08T12:00:00Z",
        "P7D, profile, '', 2026-03-31T12:00:00Z",
        "P7D, message-text, eu_gdpr, 2026-03-08T12:00:00Z",
        "P7D, message-text, us_ca, 2026-03-31T12:00:00Z",
    })
    void aRuleShortensWhatIsAboutItAndNothingElse(Period keep, String category, String regime, Instant at) {
        var rule = new RetentionRule(
                CHAT,
                category,
                regime.isEmpty() ? Optional.empty() : Optional.of(Set.of(regime)),
                keep,
                Map.of(new LanguageTag("en"), "Because"),
                Optional.empty());
        var longer = new RetentionRule(
                CHAT, "message-text", Optional.empty(), Period.ofDays(29).plusDays(1), Map.of(), Optional.empty());
        var other =
                new RetentionRule(ADS, "message-text", Optional.empty(), Period.ofDays(1), Map.of(), Optional.empty());
        assertThat(RetentionRules.until(
                        allowed(terms(CHAT, Period.ofDays(30)), Optional.empty()),
                        "message-text",
                        List.of(longer, rule, other),
                        Set.of("eu_gdpr"),
                        NOON))
                .isEqualTo(at);
    }

    @Test
    void nothingIsKeptForAYesThatIsOver() {
        var end = Instant.parse("2026-03-10T08:00:00.5Z");
        assertThat(RetentionRules.until(
                        allowed(terms(CHAT, Period.ofDays(30)), Optional.of(end)),
                        "message-text",
                        List.of(),
                        Set.of(),
                        NOON))
                .isEqualTo("2026-03-10T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-03-01",
        "2026-03-01T23:59:59.999999999Z, 2026-03-01",
        "2026-02-28T23:59:59Z, 2026-02-28"
    })
    void aDayIsOneInUtc(Instant at, LocalDate day) {
        assertThat(new Expiry(Map.of(), at).day()).isEqualTo(day);
    }

    private static Optional<Expiry> expiry(List<Terms> standing, Instant now) {
        var purposes = new LinkedHashMap<Purpose, Instant>();
        standing.forEach(terms -> purposes.put(
                terms.purpose(),
                RetentionRules.until(allowed(terms, Optional.empty()), "message-text", List.of(), Set.of(), now)));
        return Expiry.latest(purposes);
    }

    private static Verdict.Allowed allowed(Terms terms, Optional<Instant> until) {
        return new Verdict.Allowed(terms, Instant.EPOCH, until, terms.categories());
    }

    private static Terms terms(Purpose purpose, Period retention) {
        return new Terms(purpose, LegalBasis.CONSENT, Set.of("message-text"), retention, "Because", Set.of());
    }
}
