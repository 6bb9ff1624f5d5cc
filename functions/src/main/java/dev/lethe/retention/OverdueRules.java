package dev.lethe.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

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

    /** How late a purge is that still has something to remove of a day. */
    static Duration late(LocalDate day, Instant now) {
        return Duration.between(
                day.plusDays(1)
                        .plus(Purge.STRAGGLING)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                now);
    }

    private OverdueRules() {}
}
