package dev.lethe.rights;

import dev.lethe.api.Fn;
import dev.lethe.certificate.WhenFinal;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Remaining;
import dev.lethe.rights.Erasures.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers the schedule {@code ERASURE}: deletes what erased people left behind. Their keys are gone and nothing of it opens,
 * but no regulator is on record that this alone suffices. A writer that read the key before it was destroyed may still put
 * something unreadable there: so a sweep is done when it finds nothing twice, further apart than anything can run. What is left
 * then is a tombstone, which goes when nothing can come back behind it.
 */
public final class SweepErased {
    /** The longest any function runs, and what clocks may differ by. */
    public static final Duration GAP = Fn.SETTLED_AFTER;

    static final int SWEEPS_MAX = 100;
    static final int ITEMS_MAX = 25;

    /** How many tombstones one run looks at. */
    static final int TOMBSTONES_MAX = 100;

    /** Who carries out what was deferred: it was asked for by whom the entry of the deferral names. */
    private static final ClientId ITSELF = new ClientId("lethe-erasure");

    /**
     * What a run did.
     *
     * @param overdue requests whose due date has passed and that could not be completed now either
     * @param tombstonesGone tombstones behind which nothing can come back any more
     * @param tombstonesKept tombstones that were due and stay, each on the ground that its row says
     */
    public record Report(
            int shredded,
            int swept,
            int itemsDeleted,
            int completed,
            int overdue,
            int tombstonesGone,
            int tombstonesKept) {}

    private final Erasures erasures;
    private final Tombstones tombstones;
    private final WhenFinal whenFinal;
    private final SubjectFiles files;
    private final Requests requests;
    private final Shredding shredding;
    private final InstantSource clock;

    public SweepErased(
            Erasures erasures,
            Tombstones tombstones,
            WhenFinal whenFinal,
            SubjectFiles files,
            Requests requests,
            InstantSource clock) {
        this.erasures = erasures;
        this.tombstones = tombstones;
        this.whenFinal = whenFinal;
        this.files = files;
        this.requests = requests;
        this.shredding = new Shredding(requests);
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var shredded = 0;
        var swept = 0;
        var deleted = 0;
        var completed = 0;
        var overdue = 0;
        for (var sweep : erasures.due(clock.instant(), SWEEPS_MAX)) {
            if (!time.allows()) {
                break;
            }
            if (sweep.deferred()) {
                // What it leaves behind is found by the next run.
                if (carryOut(sweep)) {
                    shredded++;
                } else if (isOverdue(sweep)) {
                    overdue++;
                }
                continue;
            }
            swept++;
            var found = 0;
            int page;
            do {
                page = erasures.delete(sweep, ITEMS_MAX);
                found += page;
            } while (page > 0 && time.allows());
            deleted += found;
            if (settle(sweep.with(found), found, page == 0)) {
                completed++;
            } else if (sweep.deleted() > 0 && isOverdue(sweep)) {
                // Ordinarily nothing is found any more at the second look, and nobody need ask.
                overdue++;
            }
        }
        var due = time.allows() ? tombstones.due(clock.instant(), TOMBSTONES_MAX) : List.<Tombstone>of();
        var gone = 0;
        var kept = 0;
        for (var tombstone : due) {
            if (!time.allows()) {
                break;
            }
            if (goes(tombstone)) {
                gone++;
            } else {
                kept++;
            }
        }
        return new Report(shredded, swept, deleted, completed, overdue, gone, kept);
    }

    private boolean goes(Tombstone tombstone) {
        var now = clock.instant();
        var finalAt = whenFinal.ofErasure(tombstone.tenant(), tombstone.subject(), tombstone.erasedAt(), now);
        return switch (TombstoneRules.decide(tombstone, finalAt, now)) {
            // Where the person came back meanwhile it is no tombstone any more.
            case TombstoneRules.Decision.Goes() -> tombstones.remove(tombstone);
            case TombstoneRules.Decision.Stays(var until, var ground) -> {
                tombstones.keep(tombstone, until, ground);
                yield false;
            }
        };
    }

    private boolean isOverdue(Sweep sweep) {
        var now = clock.instant();
        return requests.find(sweep.tenant(), sweep.request())
                .filter(request -> request.status() != SubjectRequest.Status.COMPLETED)
                .filter(request -> request.due().at().isBefore(now))
                .isPresent();
    }

    private boolean carryOut(Sweep sweep) {
        var request = requests.find(sweep.tenant(), sweep.request())
                .filter(found -> found.status() == SubjectRequest.Status.DEFERRED);
        if (request.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var file = files.read(sweep.tenant(), sweep.subject(), Optional.empty());
        // Where something changed meanwhile, or another hold is being placed, the next run tries again.
        return shredding.fulfil(file, RequestRules.carriedOut(request.get(), now), ITSELF, now, Optional.empty());
    }

    private boolean settle(Sweep sweep, int found, boolean emptied) {
        var now = clock.instant();
        if (!emptied) {
            erasures.again(sweep, now, Optional.empty());
            return false;
        }
        // Found something: then it is empty only since this look, which ended with finding nothing.
        var since = found > 0 ? now : sweep.emptySince().orElse(now);
        if (now.isBefore(since.plus(GAP))) {
            erasures.again(sweep, since.plus(GAP), Optional.of(since));
            return false;
        }
        erasures.complete(sweep, now);
        return true;
    }
}
