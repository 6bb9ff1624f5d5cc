package dev.lethe.store;

import dev.lethe.kernel.StorageId;

/** In which partition of several something stands. */
final class Shards {

    /** Of a tenant's index rows of one day. */
    static int of(StorageId sid) {
        return Math.floorMod(sid.value().hashCode(), Keys.SHARDS);
    }

    /** Of the tombstones that are not done. */
    static String ofSweep(StorageId sid) {
        return "sweep" + Math.floorMod(sid.value().hashCode(), Keys.SWEEP_SHARDS);
    }

    private Shards() {}
}
