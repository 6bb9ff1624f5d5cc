package dev.lethe.regime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseRuleTest {
    private static final ResponseRule RULE = new Regimes().response();

    @Test
    void theRuleIsThatOfTheFactBase() {
        assertThat(RULE.fact().id()).isEqualTo("eu_gdpr.rights.response");
        assertThat(RULE.fact().basis()).isEqualTo("GDPR 12(3)");
        assertThat(RULE.term().length().iso()).isEqualTo("P1M");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z, 2026-04-10T11:00:00Z",
        "2026-01-31T12:00:00Z, 2026-02-28T11:00:00Z",
        "2028-01-31T12:00:00Z, 2028-02-29T11:00:00Z",
        "2026-02-28T12:00:00Z, 2026-03-28T11:00:00Z",
        "2026-08-31T12:00:00Z, 2026-09-30T11:00:00Z",
        "2026-12-31T12:00:00Z, 2027-01-31T11:00:00Z",
    })
    void aMonthEndsAnHourEarlyOnTheSameDateOrTheLastOfAShorterMonth(Instant received, Instant due) {
        assertThat(RULE.due(received).at()).isEqualTo(due);
    }

    /** The fact base's worked dates, and the same rule (Reg. 1182/71 Art. 3) at the edge of a day. */
    @ParameterizedTest
    @CsvSource({
        "2027-01-31T00:00:00+01:00, 2027-03-01T23:59:59+01:00",
        "2027-01-31T23:59:59+01:00, 2027-03-01T23:59:59+01:00",
        "2026-11-25T00:00:00+01:00, 2026-12-28T23:59:59+01:00",
        "2026-11-25T23:59:59+01:00, 2026-12-28T23:59:59+01:00",
    })
    void itIsNeverLaterThanTheLawSays(OffsetDateTime received, OffsetDateTime lawful) {
        assertThat(RULE.due(received.toInstant()).at()).isBeforeOrEqualTo(lawful.toInstant());
    }

    /**
     * Vienna, half an hour into 31 March: a month later is Friday, 30 April. The Azores, half an hour before March. Vienna,
     * half an hour before midnight, with summer time in between.
     */
    @ParameterizedTest
    @CsvSource({
        "2027-03-31T00:30:00+02:00, 2027-04-30T23:59:59+02:00",
        "2025-01-31T00:30:00+01:00, 2025-02-28T23:59:59+01:00",
        "2027-02-28T23:30:00-01:00, 2027-03-29T23:59:59+00:00",
        "2029-02-28T23:30:00-01:00, 2029-03-28T23:59:59+00:00",
        "2027-03-01T23:30:00+01:00, 2027-04-01T23:59:59+02:00",
    })
    void itIsNeverLaterThanTheLawSaysWhereTheDayIsAnotherThanInUtc(OffsetDateTime received, OffsetDateTime lawful) {
        assertThat(RULE.due(received.toInstant()).at()).isBeforeOrEqualTo(lawful.toInstant());
    }
}
