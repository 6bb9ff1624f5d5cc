package dev.lethe.rights;

import java.time.Instant;
import java.util.List;

/** Tombstones of people whose sweeps are done, found by the sparse index in which they stand with when to look at them. */
public interface Tombstones {

    /** Tombstones whose time has come, at most {@code max}. */
    List<Tombstone> due(Instant now, int max);

    /**
     * Removes one, if it still is what was read.
     *
     * @return false when the person has come back or was erased again, and nothing was removed
     */
    boolean remove(Tombstone tombstone);

    /** Says until when one stays, and why, if it still is what was read. */
    void keep(Tombstone tombstone, Instant until, Tombstone.Ground ground);
}
