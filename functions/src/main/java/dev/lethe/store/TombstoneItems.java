package dev.lethe.store;

import dev.lethe.rights.TombstoneRules;
import java.time.Instant;

/** How tombstones whose sweeps are done are written: apart from those that are not, so that neither waits for the other. */
final class TombstoneItems {
    /** Where they stand in the sparse index of {@code keys}. */
    static final String SWEEP = "tombstone";

    static final String STAYS = "stays";

    /** A tombstone of somebody erased then, or later; to be looked at when it may go. */
    static Dynamo.Change raise(Dynamo.Change row, Instant erasedAt) {
        return row.set("state", Item.s(KeyItems.ERASED))
                .set("sweep", Item.s(SWEEP))
                .set("sweepAt", Item.s(lookAt(erasedAt)));
    }

    static Item raise(Item row, Instant erasedAt) {
        return row.text("state", KeyItems.ERASED)
                .instant("erasedAt", erasedAt)
                .text("sweep", SWEEP)
                .text("sweepAt", lookAt(erasedAt));
    }

    private static String lookAt(Instant erasedAt) {
        return erasedAt.plus(TombstoneRules.AT_LEAST).toString();
    }

    private TombstoneItems() {}
}
