package dev.lethe.hold;

import dev.lethe.crypto.Vault;
import dev.lethe.hold.Hold.State;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Unavailable;
import java.time.InstantSource;

/**
 * Answers the schedule {@code HOLDING}: copies what is to be held, and deletes the copies of holds that were released. Every
 * step stands on its own, so that a run that is cut off is simply taken up by the next; and one hold that fails, be it for its
 * key, keeps no other from being tended.
 */
public final class TendHolds {
    static final int DUE_MAX = 100;
    static final int STEPS_MAX = 10_000;
    static final int ITEMS_MAX = 25;

    /**
     * What a run did.
     *
     * @param held how many holds are complete now that were not
     * @param swept of how many nothing is left
     * @param failed how many are to be tried again
     * @param complete whether nothing was left to do
     */
    public record Report(int held, int swept, int itemsDeleted, int failed, boolean complete) {}

    private static final class Counts {
        int held;
        int swept;
        int items;
        int failed;
    }

    private final Holds holds;
    private final Copying copying;
    private final InstantSource clock;

    public TendHolds(Holds holds, Vault vault, InstantSource clock) {
        this.holds = holds;
        this.copying = new Copying(holds, vault, clock);
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var counts = new Counts();
        var due = holds.due(clock.instant(), DUE_MAX);
        var complete = due.size() < DUE_MAX;
        for (var hold : due) {
            complete &= time.allows() && tend(hold, counts, time);
        }
        return new Report(counts.held, counts.swept, counts.items, counts.failed, complete);
    }

    private boolean tend(Hold hold, Counts counts, Remaining time) {
        try {
            return switch (hold.state()) {
                case PLACING -> copy(hold, counts, time);
                case RELEASED -> sweep(hold, counts, time);
                case HELD -> true;
            };
        } catch (Unavailable _) {
            counts.failed++;
            return false;
        }
    }

    private boolean copy(Hold hold, Counts counts, Remaining time) {
        var now = hold;
        for (var step = 0; step < STEPS_MAX && now.state() == State.PLACING && time.allows(); step++) {
            now = copying.step(now);
        }
        counts.held += now.state() == State.HELD ? 1 : 0;
        return now.state() != State.PLACING;
    }

    private boolean sweep(Hold hold, Counts counts, Remaining time) {
        for (var step = 0; step < STEPS_MAX && time.allows(); step++) {
            var deleted = holds.sweep(hold, ITEMS_MAX);
            counts.items += deleted;
            if (deleted < ITEMS_MAX) {
                holds.swept(hold.swept());
                counts.swept++;
                return true;
            }
        }
        return false;
    }
}
