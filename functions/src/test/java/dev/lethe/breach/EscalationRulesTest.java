package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationRulesTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant DUE = FROM.plus(Duration.ofHours(100));

    private static Incident incident(Owed... clocks) {
        return Incident.opened(new Tenant("shop"), new IncidentId("inc_" + "0".repeat(26)), false, FROM, FROM)
                .owing(List.of(clocks));
    }

    private static Owed clock(int told) {
        return Owed.of("a", FROM, Optional.of(DUE)).told(told);
    }

    /** Hours since the beginning, what was told before, and what is told now; 0 for nothing. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "49, 0, 0",
        "50, 0, 50",
        "79, 50, 0",
        "80, 50, 80",
        "80, 0, 80",
        "95, 80, 95",
        "99, 95, 0",
        "100, 95, 100",
        "100, 0, 100",
        "100, 100, 0",
        "5000, 100, 0",
        "5000, 50, 100",
        "10, 95, 0",
    })
    void theHighestFractionThatHasPassedIsToldAndNothingTwice(int hours, int told, int now) {
        var looked = EscalationRules.look(incident(clock(told)), FROM.plus(Duration.ofHours(hours)));
        if (now == 0) {
            assertThat(looked.near()).isEmpty();
            assertThat(looked.next().owed().getFirst().told()).isEqualTo(told);
        } else {
            assertThat(looked.near()).singleElement().satisfies(near -> {
                assertThat(near.percent()).isEqualTo(now);
                assertThat(near.dueAt()).isEqualTo(DUE);
            });
            assertThat(looked.next().owed().getFirst().told()).isEqualTo(now);
        }
    }

    @Test
    void clocksThatPassTheSameFractionAreToldTogether() {
        var other = Owed.of("b", FROM, Optional.of(DUE.plusSeconds(60)));
        var later = Owed.of("c", FROM, Optional.of(DUE.plus(Duration.ofDays(300))));
        var endless = Owed.of("d", FROM, Optional.empty());
        var looked = EscalationRules.look(incident(clock(0), other, later, endless), DUE.plusSeconds(120));
        assertThat(looked.near()).singleElement().satisfies(near -> {
            assertThat(near.clocks()).extracting(Owed::obligation).containsExactly("a", "b");
            assertThat(near.dueAt()).isEqualTo(DUE);
        });
    }

    @Test
    void aClockThatIsOverBeforeItBeganIsToldAtOnce() {
        var over = Owed.of("a", DUE, Optional.of(FROM));
        assertThat(EscalationRules.look(incident(over), FROM).near())
                .extracting(EscalationRules.Near::percent)
                .containsExactly(100);
    }

    @Test
    void itIsLookedAtAgainWhenTheNextFractionPassesButDailyAndNeverOnceClosed() {
        var settled = clock(0).settled(3, Optional.empty());
        assertThat(EscalationRules.lookAt(incident(clock(0)), FROM.plus(Duration.ofHours(40))))
                .contains(FROM.plus(Duration.ofHours(50)));
        assertThat(EscalationRules.lookAt(incident(clock(0)), FROM)).contains(FROM.plus(Duration.ofDays(1)));
        assertThat(EscalationRules.lookAt(incident(settled), FROM.plus(Duration.ofHours(40))))
                .contains(FROM.plus(Duration.ofHours(64)));
        assertThat(EscalationRules.lookAt(incident(clock(0)).closed(FROM), FROM))
                .isEmpty();
        assertThat(EscalationRules.look(incident(settled), DUE).near()).isEmpty();
    }

    @Test
    void aClockThatIsComputedAnewKeepsWhatWasDoneAndForgetsWhatWasToldOfAnotherTime() {
        var before = clock(80).settled(3, Optional.of(DUE));
        var same = Owed.of("a", FROM, Optional.of(DUE)).keeping(before);
        assertThat(same).isEqualTo(before);
        var other = Owed.of("a", FROM, Optional.of(DUE.plusSeconds(1))).keeping(before);
        assertThat(other.told()).isZero();
        assertThat(other.doneAt()).contains(DUE);
    }

    @Test
    void clocksAreComparedByTheirNames() {
        var gone = Owed.of("gone", FROM, Optional.of(DUE));
        var moved = ClockRules.moved(
                List.of(clock(0), gone),
                List.of(Owed.of("a", FROM, Optional.of(DUE.minusSeconds(1))), Owed.of("new", FROM, Optional.empty())));
        assertThat(moved)
                .extracting(Words.Moved::obligation, Words.Moved::how)
                .containsExactly(
                        tuple("a", Words.Moved.How.EARLIER),
                        tuple("new", Words.Moved.How.ADDED),
                        tuple("gone", Words.Moved.How.GONE));
        assertThat(ClockRules.moved(List.of(gone), List.of(gone.settled(2, Optional.empty()))))
                .isEmpty();
    }
}
