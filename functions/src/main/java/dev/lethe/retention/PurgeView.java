package dev.lethe.retention;

import java.time.Instant;

/**
 * A purge as officers are told it.
 *
 * @param daysEnded keys of days that were destroyed: whatever was due then opens nowhere since; {@code GET /v1/certificates/{day}} proves it
 * @param itemsPurged items that DynamoDB's expiry had left behind
 * @param itemsAnonymised items of these days in which words were counted, without whose they were
 * @param quarantined items that were put aside, since they are not of the form that items have
 * @param lagSeconds how late the most overdue of it was, done or not
 * @param complete whether nothing was left to do; what is left, the hourly purge does
 */
public record PurgeView(
        RunId purge,
        PurgeRun.By by,
        Instant startedAt,
        Instant finishedAt,
        int daysEnded,
        int itemsPurged,
        int itemsAnonymised,
        int quarantined,
        long lagSeconds,
        boolean complete) {

    static PurgeView of(PurgeRun run) {
        return new PurgeView(
                run.id(),
                run.by(),
                run.startedAt(),
                run.finishedAt(),
                run.daysEnded(),
                run.itemsPurged(),
                run.itemsAnonymised(),
                run.quarantined(),
                run.lag().toSeconds(),
                run.complete());
    }
}
