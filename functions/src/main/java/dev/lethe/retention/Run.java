package dev.lethe.retention;

import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.Optional;

/**
 * One run over everything that is kept of a tenant's people, in segments that are gone through side by side.
 *
 * @param draft the schedule that it is tried with, where it is a preview: then nothing is changed
 * @param schedule the version that was in force when it began; 0 where there was none
 * @param from when its segments begin
 * @param segmentsDone how many segments are gone through
 * @param done what came of those
 * @param revision counts changes; each is conditional on the one before
 */
public record Run(
        Tenant tenant,
        RunId id,
        Cause cause,
        Optional<ScheduleDraft> draft,
        int schedule,
        Instant startedAt,
        Instant from,
        int segmentsDone,
        Tallies done,
        Optional<Instant> finishedAt,
        long revision) {
    /** In how many segments it goes. */
    public static final int SEGMENTS = 8;

    /** Why it was begun. */
    public enum Cause {
        /** To see what a schedule would change; changes nothing. */
        PREVIEW,
        /** Another version of the schedule is in force. */
        SCHEDULE,
        /** A notice promises another period than it did. */
        NOTICE,
        /** A restored copy brought back what had been planned anew. */
        RESTORE
    }

    /** Whether it only looks. */
    public boolean previews() {
        return cause == Cause.PREVIEW;
    }

    /** Once one more of its segments is gone through. */
    public Run with(Tallies segment, Instant now) {
        var segments = segmentsDone + 1;
        return new Run(
                tenant,
                id,
                cause,
                draft,
                schedule,
                startedAt,
                from,
                segments,
                done.plus(segment),
                segments == SEGMENTS ? Optional.of(now) : Optional.empty(),
                revision + 1);
    }

    /** One that has not begun. */
    public static Run begun(
            Tenant tenant,
            RunId id,
            Cause cause,
            Optional<ScheduleDraft> draft,
            int schedule,
            Instant now,
            Instant from) {
        return new Run(tenant, id, cause, draft, schedule, now, from, 0, Tallies.NOTHING, Optional.empty(), 1);
    }
}
