package dev.lethe.breach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Decides when somebody has to be told that a clock runs out. Pure. */
final class EscalationRules {
    /** What fractions of its time are told, in percent. The last is the end itself. */
    static final List<Integer> FRACTIONS = List.of(50, 80, 95, 100);

    static final int OVER = 100;

    /** An open incident is computed anew at least as often: what the law says may have changed. */
    static final Duration LOOK_AGAIN_MAX = Duration.ofDays(1);

    /** Clocks that have just passed the same fraction of their time. */
    record Near(int percent, List<Owed> clocks) {
        /** When the first of them ends. */
        Instant dueAt() {
            return clocks.stream()
                    .flatMap(clock -> clock.dueAt().stream())
                    .min(Instant::compareTo)
                    .orElseThrow(() -> new IllegalStateException("a clock without an end passes nothing"));
        }
    }

    /**
     * What came of looking.
     *
     * @param near each fraction that clocks have passed since they were looked at last; of those one passed at once, the highest
     */
    record Looked(Incident next, List<Near> near) {}

    static Looked look(Incident incident, Instant now) {
        var clocks = new ArrayList<Owed>();
        var near = new TreeMap<Integer, List<Owed>>();
        for (var clock : incident.owed()) {
            var passed = clock.settled() ? clock.told() : passed(clock, now);
            clocks.add(clock.told(passed));
            if (passed > clock.told()) {
                near.computeIfAbsent(passed, _ -> new ArrayList<>()).add(clock);
            }
        }
        var next = incident.owing(clocks);
        return new Looked(
                next.lookedAt(lookAt(next, now)),
                near.entrySet().stream()
                        .map(passed -> new Near(passed.getKey(), passed.getValue()))
                        .toList());
    }

    /** When clocks have to be looked at again; never, once an incident is closed. */
    static Optional<Instant> lookAt(Incident incident, Instant now) {
        if (incident.closed()) {
            return Optional.empty();
        }
        var latest = now.plus(LOOK_AGAIN_MAX);
        return Optional.of(incident.owed().stream()
                .filter(clock -> !clock.settled())
                .flatMap(clock -> next(clock).stream())
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(latest))
                .orElse(latest));
    }

    /** The highest fraction of its time that has passed, or was told before: what was told is not taken back. */
    private static int passed(Owed clock, Instant now) {
        var passed = clock.told();
        for (var percent : FRACTIONS) {
            if (percent > passed && !at(clock, percent).orElse(Instant.MAX).isAfter(now)) {
                passed = percent;
            }
        }
        return passed;
    }

    /** When the next fraction passes that was not told yet. */
    private static Optional<Instant> next(Owed clock) {
        return FRACTIONS.stream()
                .filter(percent -> percent > clock.told())
                .findFirst()
                .flatMap(percent -> at(clock, percent));
    }

    private static Optional<Instant> at(Owed clock, int percent) {
        return clock.dueAt().map(due -> {
            var length = Duration.between(clock.from(), due);
            return length.isNegative()
                    ? due
                    : clock.from().plus(length.multipliedBy(percent).dividedBy(OVER));
        });
    }

    private EscalationRules() {}
}
