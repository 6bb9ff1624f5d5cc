package dev.lethe.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * What one purge did for one tenant.
 *
 * @param daysEnded keys of days that were destroyed: whatever was due then opens nowhere since
 * @param itemsPurged items that DynamoDB's expiry had left behind
 * @param itemsAnonymised items of these days that were counted, without whom, before their key went
 * @param quarantined items that were put aside, since they are not of the form that items have
 * @param lag how late the most overdue of it was, done or not: the end of a day's key, or the removal of what expiry had left behind
 * @param complete whether nothing was left to do
 */
public record PurgeRun(
        RunId id,
        By by,
        Instant startedAt,
        Instant finishedAt,
        int daysEnded,
        int itemsPurged,
        int itemsAnonymised,
        int quarantined,
        Duration lag,
        boolean complete) {

    /** Who had it run. */
    public enum By {
        SCHEDULE,
        OFFICER,
        OPERATOR
    }

    /** Whether anybody has to be told of it: every other is one of the hourly looks that find nothing. */
    boolean isWorthTelling() {
        return by != By.SCHEDULE || daysEnded > 0 || itemsPurged > 0 || quarantined > 0 || !complete;
    }
}
