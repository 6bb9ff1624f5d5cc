package dev.lethe.rights;

import dev.lethe.api.Fn;
import dev.lethe.kernel.Remaining;
import dev.lethe.rights.Erasures.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Answers the schedule {@code ERASURE}: deletes what erased people left behind. Their keys are gone and nothing of it opens,
 * but no regulator is on record that this alone suffices. A writer that read the key before it was destroyed may still put
 * something unreadable there: so a sweep is done when it finds nothing twice, further apart than anything can run.
 */
public final class SweepErased {
    /** The longest any function runs, and what clocks may differ by. */
    public static final Duration GAP = Fn.TIMEOUT_MAX.plus(Duration.ofMinutes(5));

    static final int SWEEPS_MAX = 100;
    static final int ITEMS_MAX = 25;

    /** What a run did. */
    public record Report(int swept, int itemsDeleted, int completed) {}

    private final Erasures erasures;
    private final InstantSource clock;

    public SweepErased(Erasures erasures, InstantSource clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var swept = 0;
        var deleted = 0;
        var completed = 0;
        for (var sweep : erasures.due(clock.instant(), SWEEPS_MAX)) {
            if (!time.allows()) {
                break;
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
            }
        }
        return new Report(swept, deleted, completed);
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
