package dev.lethe.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/** Decides what purges have missed. Pure. */
final class OverdueRules {
    /** How long a purge may take over a day that is due to it. */
    static final Period PURGING = Period.ofDays(1);

    /** What should have been purged by now: its day was due to a purge, and a whole day has passed since. */
    static boolean overdue(Instant goesAt, Instant now) {
        return !Expiry.dayOf(goesAt).isAfter(lastPurged(now).minus(PURGING));
    }

    /** The last day of which a purge leaves nothing. */
    static LocalDate lastPurged(Instant now) {
        return Expiry.dayOf(now).minus(Purge.STRAGGLING).minusDays(1);
    }

    private OverdueRules() {}
}
