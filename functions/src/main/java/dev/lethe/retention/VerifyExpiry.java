package dev.lethe.retention;

import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Answers the schedule {@code VERIFY}: checks that nothing outstays its time (GDPR Art. 5(1)(e)), by looking at everything that is kept
 * rather than at the index rows that purges follow. What is overdue, or what no index row leads to, is counted and told first and then
 * put before the next purge, which removes it with its evidence; nothing is removed here. A pass goes on page by page over as many runs
 * as it takes. A page that was cut off is looked at again: what was found there may be counted twice, and is never left out.
 */
public final class VerifyExpiry {
    static final int PAGE_MAX = 1_000;
    private static final int ATTEMPTS_MAX = 4;

    /**
     * What a run did.
     *
     * @param missed how much of what it looked at purges had missed
     * @param complete whether no pass is under way any more
     */
    public record Report(long seen, long missed, boolean complete) {}

    private final ExpirySurvey survey;
    private final Stragglers stragglers;
    private final Purges purges;
    private final InstantSource clock;

    public VerifyExpiry(ExpirySurvey survey, Stragglers stragglers, Purges purges, InstantSource clock) {
        this.survey = survey;
        this.stragglers = stragglers;
        this.purges = purges;
        this.clock = clock;
    }

    /**
     * Goes on with the pass that is under way, or begins the one that is due.
     *
     * @param found told how much was missed of each page on which something was, before anything else is done about it
     */
    public Report run(Remaining time, LongConsumer found) {
        var pass = purges.verification();
        var seen = 0L;
        var missed = 0L;
        if (pass.isDue(clock.instant())) {
            pass = pass.begun(clock.instant());
            while (pass.startedAt().isPresent() && time.allows()) {
                var page = survey.page(pass.from(), PAGE_MAX);
                var ofPage = attend(page, found);
                var next = pass.after(page, ofPage, clock.instant());
                if (!purges.keep(next)) {
                    // Another run is at it.
                    break;
                }
                seen += next.seen() - pass.seen();
                missed += ofPage;
                pass = next;
            }
        }
        return new Report(seen, missed, pass.startedAt().isEmpty());
    }

    private int attend(ExpirySurvey.Page page, LongConsumer found) {
        var now = clock.instant();
        var unindexed = survey.unindexed(page.kept());
        var paused = new HashMap<Tenant, Boolean>();
        var missed = new LinkedHashMap<Tenant, List<ExpirySurvey.Kept>>();
        for (var kept : page.kept()) {
            // While somebody has stopped purges what is due stays, and nobody has missed it.
            var late = OverdueRules.overdue(kept.goesAt(), now)
                    && !paused.computeIfAbsent(
                            kept.tenant(), of -> purges.state(of).pausedAt(now));
            if (late || unindexed.contains(kept)) {
                missed.computeIfAbsent(kept.tenant(), _ -> new ArrayList<>()).add(kept);
            }
        }
        var count = page.unreadable()
                + missed.values().stream().mapToInt(List::size).sum();
        if (count > 0) {
            found.accept(count);
        }
        missed.forEach((tenant, items) -> count(tenant, items.size()));
        unindexed.forEach(kept -> survey.index(kept, now));
        missed.forEach((tenant, items) -> earliest(items).ifPresent(day -> lookAgain(tenant, day)));
        return count;
    }

    private static Optional<LocalDate> earliest(List<ExpirySurvey.Kept> items) {
        return items.stream().map(ExpirySurvey.Kept::day).min(LocalDate::compareTo);
    }

    private void count(Tenant tenant, int missed) {
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (purges.keep(tenant, purges.state(tenant).missing(missed), Optional.empty())) {
                return;
            }
            // A purge ended meanwhile.
        }
        throw new StoreUnavailable();
    }

    /** Has the next purge look at a day that was thought to be done with. */
    private void lookAgain(Tenant tenant, LocalDate day) {
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var settled = stragglers.settledThrough(tenant);
            if (settled.isBefore(day) || stragglers.settleThrough(tenant, settled, day.minusDays(1))) {
                return;
            }
            // A purge went on meanwhile.
        }
        throw new StoreUnavailable();
    }
}
