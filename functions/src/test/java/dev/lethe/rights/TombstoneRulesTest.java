package dev.lethe.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.certificate.Certificate.Because;
import dev.lethe.certificate.Certificate.Finality;
import dev.lethe.certificate.FinalAt;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.rights.Tombstone.Ground;
import dev.lethe.rights.TombstoneRules.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a tombstone goes; an ask may be answered for 30 days, and who was late is done 20 minutes after. */
class TombstoneRulesTest {
    private static final Instant ERASED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LEAST = Instant.parse("2026-01-31T00:20:00Z");
    private static final Tombstone TOMBSTONE =
            new Tombstone(new Tenant("shop"), new SubjectId("sub1_" + "a".repeat(26)), 1, ERASED);

    private static FinalAt finalAt(String at, Finality finality) {
        return new FinalAt(Optional.of(Instant.parse(at)), finality, Optional.of(Because.COPIES_ENDED), List.of());
    }

    private static Decision at(Instant now, FinalAt finalAt) {
        return TombstoneRules.decide(TOMBSTONE, finalAt, now);
    }

    @Test
    void itGoesWhenNoAnswerToAnAskOfBeforeCanComeAnyMore() {
        var over = finalAt("2026-01-08T00:00:00Z", Finality.CONFIRMED);
        assertThat(at(LEAST, over)).isEqualTo(new Decision.Goes());
        assertThat(at(LEAST.minusNanos(1), over)).isEqualTo(new Decision.Stays(LEAST, Ground.ANSWERS_UNDER_WAY));
        assertThat(at(ERASED, over)).isEqualTo(new Decision.Stays(LEAST, Ground.ANSWERS_UNDER_WAY));
    }

    @Test
    void itStaysUntilWhatIsForecastAndADayAtLeastWhateverElseIsOver() {
        var now = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(at(now, finalAt("2026-03-10T00:00:00Z", Finality.FORECAST)))
                .isEqualTo(new Decision.Stays(Instant.parse("2026-03-10T00:00:00Z"), Ground.NOT_FINAL));
        assertThat(at(now, finalAt("2026-03-01T00:00:01Z", Finality.FORECAST)))
                .isEqualTo(new Decision.Stays(Instant.parse("2026-03-02T00:00:00Z"), Ground.NOT_FINAL));
        assertThat(at(now, finalAt("2026-02-01T00:00:00Z", Finality.FORECAST)))
                .as("it should have come, and nobody has seen it")
                .isEqualTo(new Decision.Stays(Instant.parse("2026-03-02T00:00:00Z"), Ground.NOT_FINAL));
        assertThat(at(ERASED, finalAt("2026-01-08T00:00:00Z", Finality.FORECAST)))
                .isEqualTo(new Decision.Stays(LEAST, Ground.NOT_FINAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T00:20:00Z", "2036-01-01T00:00:00Z"})
    void itStaysUnderAHoldHoweverLongThatTakes(String now) {
        var held = new FinalAt(Optional.empty(), Finality.HELD, Optional.empty(), List.of());
        var at = Instant.parse(now);
        assertThat(at(at, held)).isEqualTo(new Decision.Stays(at.plusSeconds(86_400), Ground.HELD));
        assertThat(at(ERASED, held)).isEqualTo(new Decision.Stays(LEAST, Ground.HELD));
    }

    /** Only what is confirmed lets one go. */
    @ParameterizedTest
    @EnumSource(value = Finality.class, mode = EnumSource.Mode.EXCLUDE, names = "CONFIRMED")
    void nothingButACertaintyLetsItGo(Finality finality) {
        assertThat(at(Instant.parse("2036-01-01T00:00:00Z"), finalAt("2026-01-08T00:00:00Z", finality)))
                .isInstanceOf(Decision.Stays.class);
    }

    @Test
    void oneThatStaysIsLookedAtLaterThanNow() {
        for (var day = 0; day < 90; day++) {
            var now = ERASED.plusSeconds(day * 86_400L);
            for (var finality : Finality.values()) {
                if (at(now, finalAt("2026-02-20T00:00:00Z", finality)) instanceof Decision.Stays(var until, var _)) {
                    assertThat(until).isAfter(now);
                }
            }
        }
    }
}
