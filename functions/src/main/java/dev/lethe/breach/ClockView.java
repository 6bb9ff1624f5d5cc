package dev.lethe.breach;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A clock as responders are told it.
 *
 * @param percent how much of its time has passed
 * @param settledIn the number of the entry that says what came of it
 */
public record ClockView(
        String obligation,
        State state,
        Instant from,
        Optional<Instant> dueAt,
        long percent,
        Optional<Integer> settledIn,
        Optional<Instant> doneAt) {
    private static final long WHOLE = 100;

    /** Where it stands. */
    public enum State {
        RUNNING,
        OVERDUE,
        MET,
        /** It is not met, on a ground that is recorded. */
        EXCUSED
    }

    static ClockView of(Owed clock, Instant now) {
        return new ClockView(
                clock.obligation(),
                state(clock, now),
                clock.from(),
                clock.dueAt(),
                percent(clock, now),
                clock.settledIn(),
                clock.doneAt());
    }

    private static State state(Owed clock, Instant now) {
        if (clock.settled()) {
            return clock.doneAt().isPresent() ? State.MET : State.EXCUSED;
        }
        return clock.overdue(now) ? State.OVERDUE : State.RUNNING;
    }

    private static long percent(Owed clock, Instant now) {
        if (clock.dueAt().isEmpty()) {
            return 0;
        }
        var whole = Duration.between(clock.from(), clock.dueAt().get()).toSeconds();
        var passed = Duration.between(clock.from(), now).toSeconds();
        return whole <= 0 ? WHOLE : Math.clamp(passed * WHOLE / whole, 0, WHOLE);
    }
}
