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
        assertThat(RULE.id()).isEqualTo("eu_gdpr.rights.response");
        assertThat(RULE.basis()).isEqualTo("GDPR 12(3)");
        assertThat(RULE.period()).hasMonths(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z, 2026-04-10T12:00:00Z",
        "2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z",
        "2028-01-31T12:00:00Z, 2028-02-29T12:00:00Z",
        "2026-02-28T12:00:00Z, 2026-03-28T12:00:00Z",
        "2026-08-31T12:00:00Z, 2026-09-30T12:00:00Z",
        "2026-12-31T12:00:00Z, 2027-01-31T12:00:00Z",
    })
    void aMonthEndsOnTheSameDateOrTheLastOfAShorterMonth(Instant received, Instant due) {
        assertThat(RULE.due(received)).isEqualTo(due);
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
        assertThat(RULE.due(received.toInstant())).isBeforeOrEqualTo(lawful.toInstant());
    }
}
