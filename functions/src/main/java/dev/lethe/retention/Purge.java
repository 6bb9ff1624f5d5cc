package dev.lethe.retention;

import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.kernel.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the schedule {@code PURGE}, and whoever asks for a purge: ends the days that are over, and removes what DynamoDB's expiry left
 * behind. It follows the index rows of the days that are over, so that the work is in proportion to what is due. Every step stands
 * on its own and may be done twice, so that a run that is cut off is simply taken up by the next; and one tenant's trouble keeps no
 * other's data from going.
 */
public final class Purge {
    /** DynamoDB expires for nothing, typically within two days: only what it left after that is removed at a cost. */
    public static final Period STRAGGLING = Period.ofDays(2);

    static final int TENANTS_PAGE_MAX = 100;
    static final int DAYS_MAX = 400;
    static final int DUE_MAX = 100;
    private static final int ATTEMPTS_MAX = 4;

    /**
     * What a run did.
     *
     * @param paused tenants whose purges somebody has stopped
     * @param failed tenants whose purge could not be carried out now
     * @param lag the longest of all tenants'
     * @param complete whether nothing was left to do
     */
    public record Report(
            int tenants,
            int daysEnded,
            int itemsPurged,
            int itemsAnonymised,
            int quarantined,
            int paused,
            int failed,
            Duration lag,
            boolean complete) {
        private static final Report NOTHING = new Report(0, 0, 0, 0, 0, 0, 0, Duration.ZERO, true);

        private Report plus(PurgeRun run) {
            return new Report(
                    tenants + 1,
                    daysEnded + run.daysEnded(),
                    itemsPurged + run.itemsPurged(),
                    itemsAnonymised + run.itemsAnonymised(),
                    quarantined + run.quarantined(),
                    paused,
                    failed,
                    run.lag().compareTo(lag) > 0 ? run.lag() : lag,
                    complete && run.complete());
        }

        private Report plus(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Purged(var _, var run) -> plus(run);
                case Outcome.Paused _ -> left(1, 0, complete);
                case Outcome.Failed _ -> left(0, 1, false);
            };
        }

        /** With a tenant more of whom nothing was purged. */
        private Report left(int morePaused, int moreFailed, boolean still) {
            return new Report(
                    tenants + 1,
                    daysEnded,
                    itemsPurged,
                    itemsAnonymised,
                    quarantined,
                    paused + morePaused,
                    failed + moreFailed,
                    lag,
                    still);
        }

        private Report unfinished() {
            return new Report(
                    tenants, daysEnded, itemsPurged, itemsAnonymised, quarantined, paused, failed, lag, false);
        }
    }

    /** What came of one tenant. */
    public sealed interface Outcome {
        Tenant tenant();

        record Purged(Tenant tenant, PurgeRun run) implements Outcome {}

        /** Somebody has stopped its purges. */
        record Paused(Tenant tenant) implements Outcome {}

        /** It could not be carried out now; what it did before is done. */
        record Failed(Tenant tenant) implements Outcome {}
    }

    private static final class Counts {
        int days;
        int items;
        int anonymised;
        int quarantined;
        Duration lag = Duration.ZERO;

        void late(Duration by) {
            lag = by.compareTo(lag) > 0 ? by : lag;
        }
    }

    private final TenantList tenants;
    private final EndedDays days;
    private final Anonymising anonymising;
    private final Stragglers stragglers;
    private final Purges purges;
    private final Ids ids;
    private final InstantSource clock;

    public Purge(
            TenantList tenants,
            EndedDays days,
            Anonymising anonymising,
            Stragglers stragglers,
            Purges purges,
            Ids ids,
            InstantSource clock) {
        this.tenants = tenants;
        this.days = days;
        this.anonymising = anonymising;
        this.stragglers = stragglers;
        this.purges = purges;
        this.ids = ids;
        this.clock = clock;
    }

    /** Purges every tenant. */
    public Report run(Remaining time) {
        return run(PurgeRun.By.SCHEDULE, time, _ -> {});
    }

    /**
     * Purges every tenant.
     *
     * @param progress told of each tenant as soon as it is attended to
     */
    public Report run(PurgeRun.By by, Remaining time, Consumer<Outcome> progress) {
        var report = Report.NOTHING;
        var after = Optional.<Tenant>empty();
        do {
            var page = tenants.page(after, TENANTS_PAGE_MAX);
            for (var tenant : page) {
                var outcome = attend(tenant, by, time);
                progress.accept(outcome);
                report = report.plus(outcome);
            }
            after = page.size() < TENANTS_PAGE_MAX ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent() && time.allows());
        return after.isPresent() ? report.unfinished() : report;
    }

    private Outcome attend(Tenant tenant, PurgeRun.By by, Remaining time) {
        try {
            return purges.state(tenant).pausedAt(clock.instant())
                    ? new Outcome.Paused(tenant)
                    : new Outcome.Purged(tenant, run(tenant, by, time));
        } catch (Unavailable _) {
            return new Outcome.Failed(tenant);
        }
    }

    /** Purges one tenant, whoever has paused it, and writes down what it did. */
    PurgeRun run(Tenant tenant, PurgeRun.By by, Remaining time) {
        var started = clock.instant();
        var counts = new Counts();
        var complete = endDays(tenant, counts, time) && removeStragglers(tenant, counts, time);
        var run = new PurgeRun(
                RunId.of(ids, started),
                by,
                started,
                clock.instant(),
                counts.days,
                counts.items,
                counts.anonymised,
                counts.quarantined,
                counts.lag,
                complete);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var kept = Optional.of(run).filter(PurgeRun::isWorthTelling);
            if (purges.keep(tenant, purges.state(tenant).after(run), kept)) {
                break;
            }
            // Another run was faster. What this one did is in evidence, item by item, whatever is told of it here.
        }
        return run;
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
            var anonymised = anonymising.of(tenant, day, time);
            if (anonymised.isPresent() && days.destroy(tenant, day, anonymised.get(), clock.instant())) {
                counts.days++;
                counts.anonymised += anonymised.get().items();
            } else {
                // It is to be counted first, by who may; or a hold is being placed: the next run ends it.
                all = false;
            }
        }
        return all && ended.size() < DAYS_MAX;
    }

    private boolean removeStragglers(Tenant tenant, Counts counts, Remaining time) {
        var now = clock.instant();
        var last = OverdueRules.lastPurged(now);
        var settled = stragglers.settledThrough(tenant);
        var batches = new Batches();
        while (settled.isBefore(last)) {
            var day = settled.plusDays(1);
            if (!settle(tenant, day, now, batches, counts, time)) {
                // Whether something is left of it nobody has seen yet.
                counts.late(OverdueRules.late(day, now));
                return false;
            }
            // Another run may be further already, or somebody found a day that has to be looked at again.
            settled = stragglers.settleThrough(tenant, settled, day) ? day : stragglers.settledThrough(tenant);
        }
        return true;
    }

    private boolean settle(Tenant tenant, LocalDate day, Instant now, Batches batches, Counts counts, Remaining time) {
        while (time.allows()) {
            var page = stragglers.due(tenant, day, DUE_MAX);
            if (page.isEmpty()) {
                return true;
            }
            counts.late(OverdueRules.late(day, now));
            for (var due : page) {
                Stragglers.Purged purged;
                do {
                    if (!time.allows()) {
                        return false;
                    }
                    purged = batches.take(max -> stragglers.purge(tenant, due.sid(), now, max));
                    counts.items += purged.removed();
                    counts.quarantined += purged.quarantined();
                } while (purged.more());
                stragglers.settle(tenant, due);
            }
        }
        return false;
    }
}
