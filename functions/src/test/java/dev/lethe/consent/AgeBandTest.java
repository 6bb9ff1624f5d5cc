package dev.lethe.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgeBandTest {
    private static final Instant SAID = Instant.parse("2024-02-29T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "UNDER_13, AGE_13, 2024-02-29T12:00:01Z, true",
        "UNDER_13, AGE_14, 2024-02-29T12:00:01Z, false",
        "UNDER_13, ADULT, 2024-03-01T00:00:00Z, false",
        "UNDER_13, AGE_14, 2025-02-28T12:00:00Z, false",
        "UNDER_13, AGE_14, 2025-03-01T00:00:00Z, true",
        "FROM_13_TO_15, FROM_16_TO_17, 2024-03-01T00:00:00Z, true",
        "FROM_13_TO_15, ADULT, 2024-03-01T00:00:00Z, false",
        "FROM_13_TO_15, ADULT, 2026-03-01T00:00:00Z, true",
        "FROM_16_TO_17, ADULT, 2024-03-01T00:00:00Z, true",
        "ADULT, UNDER_13, 2024-03-01T00:00:00Z, true",
        "AGE_15, FROM_13_TO_15, 2024-03-01T00:00:00Z, true",
    })
    void nobodyGrowsOlderFasterThanTimePasses(AgeBand before, AgeBand after, Instant now, boolean may) {
        assertThat(after.mayFollow(before, SAID, now)).isEqualTo(may);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsNotOfAgeIsAMinor(AgeBand band) {
        assertThat(band.isMinor()).isEqualTo(band.years() < 18);
    }

    @Test
    void sayingTheSameAgeAgainDoesNotMoveWhenItWasSaid() {
        var first = Circumstances.UNKNOWN.with(Optional.empty(), Optional.of(AgeBand.UNDER_13), SAID);
        var again = first.with(Optional.empty(), Optional.of(AgeBand.UNDER_13), SAID.plusSeconds(999));
        assertThat(again).isEqualTo(first);
        assertThat(first.allow(AgeBand.ADULT, SAID)).isFalse();
        assertThat(Circumstances.UNKNOWN.allow(AgeBand.ADULT, SAID)).isTrue();
    }
}
