package dev.lethe.retention;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a tenant's purges stand.
 *
 * @param lastRunAt when one ran last, whatever came of it
 * @param lastSuccessAt when one last left nothing to do
 * @param lag how late the last one was
 * @param quarantined how many items were put aside by all of them
 * @param missed how many items were ever found that no purge had removed in time, or would have found
 * @param pause while somebody has stopped them
 * @param head the end of the chain of evidence of pauses
 * @param revision counts changes; each is conditional on the one before
 */
public record PurgeState(
        Optional<Instant> lastRunAt,
        Optional<Instant> lastSuccessAt,
        Duration lag,
        long quarantined,
        long missed,
        Optional<Pause> pause,
        ChainHead head,
        long revision) {

    /** None ran yet. */
    public static final PurgeState NONE = new PurgeState(
            Optional.empty(), Optional.empty(), Duration.ZERO, 0, 0, Optional.empty(), ChainHead.START, 0);

    /**
     * A stop that somebody ordered, and that ends by itself. What is over cannot be read meanwhile either.
     *
     * @param until when purges go on
     */
    public record Pause(ClientId by, String reason, Instant at, Instant until) {}

    /** Whether purges rest now. */
    public boolean pausedAt(Instant now) {
        return pause.filter(stop -> now.isBefore(stop.until())).isPresent();
    }

    PurgeState after(PurgeRun run) {
        return new PurgeState(
                Optional.of(run.finishedAt()),
                run.complete() ? Optional.of(run.finishedAt()) : lastSuccessAt,
                run.lag(),
                quarantined + run.quarantined(),
                missed,
                pause.filter(stop -> run.finishedAt().isBefore(stop.until())),
                head,
                revision + 1);
    }

    PurgeState missing(int more) {
        return new PurgeState(lastRunAt, lastSuccessAt, lag, quarantined, missed + more, pause, head, revision + 1);
    }

    PurgeState with(Optional<Pause> next, ChainedEntry entry) {
        return new PurgeState(lastRunAt, lastSuccessAt, lag, quarantined, missed, next, entry.head(), revision + 1);
    }
}
