package dev.lethe.retention;

import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Answers the schedule {@code PURGE}: ends the days that are over, and removes what DynamoDB's expiry left behind. Every
 * step stands on its own and may be done twice, so that a run that is cut off is simply taken up by the next.
 */
public final class Purge {
    /** DynamoDB expires for nothing, typically within two days: only what it left after that is removed at a cost. */
    public static final Period STRAGGLING = Period.ofDays(2);

    static final int TENANTS_PAGE_MAX = 100;
    static final int DAYS_MAX = 400;
    static final int DUE_MAX = 100;
    static final int ITEMS_MAX = 25;

    /**
     * What a run did.
     *
     * @param complete whether nothing was left to do
     */
    public record Report(int tenants, int daysEnded, int itemsPurged, Duration lag, boolean complete) {}

    private static final class Counts {
        int tenants;
        int days;
        int items;
        Duration lag = Duration.ZERO;

        void late(Duration by) {
            lag = by.compareTo(lag) > 0 ? by : lag;
        }
    }

    private final TenantList tenants;
    private final EndedDays days;
    private final Stragglers stragglers;
    private final InstantSource clock;

    public Purge(TenantList tenants, EndedDays days, Stragglers stragglers, InstantSource clock) {
        this.tenants = tenants;
        this.days = days;
        this.stragglers = stragglers;
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var counts = new Counts();
        var complete = true;
        var after = Optional.<Tenant>empty();
        do {
            var page = tenants.page(after, TENANTS_PAGE_MAX);
            for (var tenant : page) {
                complete &= endDays(tenant, counts, time) && removeStragglers(tenant, counts, time);
                counts.tenants++;
            }
            after = page.size() < TENANTS_PAGE_MAX ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent() && time.allows());
        return new Report(counts.tenants, counts.days, counts.items, counts.lag, complete && after.isEmpty());
    }

    private boolean endDays(Tenant tenant, Counts counts, Remaining time) {
        var now = clock.instant();
        var ended = days.before(tenant, Expiry.dayOf(now), DAYS_MAX);
        var all = true;
        for (var day : ended) {
            counts.late(Duration.between(
                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), now));
            if (!time.allows()) {
                return false;
            }
            if (days.destroy(tenant, day, now)) {
                counts.days++;
            } else {
                // While a hold is being placed no day of its tenant ends: the next run ends it.
                all = false;
            }
        }
        return all && ended.size() < DAYS_MAX;
    }

    private boolean removeStragglers(Tenant tenant, Counts counts, Remaining time) {
        var now = clock.instant();
        var last = Expiry.dayOf(now).minus(STRAGGLING).minusDays(1);
        var settled = stragglers.settledThrough(tenant);
        for (var day = settled.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (!settle(tenant, day, now, counts, time)) {
                return false;
            }
            settled = day;
            stragglers.settleThrough(tenant, settled);
        }
        return true;
    }

    private boolean settle(Tenant tenant, LocalDate day, Instant now, Counts counts, Remaining time) {
        while (time.allows()) {
            var page = stragglers.due(tenant, day, DUE_MAX);
            if (page.isEmpty()) {
                return true;
            }
            for (var due : page) {
                int removed;
                do {
                    if (!time.allows()) {
                        return false;
                    }
                    removed = stragglers.purge(tenant, due.sid(), now, ITEMS_MAX);
                    counts.items += removed;
                } while (removed == ITEMS_MAX);
                stragglers.settle(tenant, due);
            }
        }
        return false;
    }
}
