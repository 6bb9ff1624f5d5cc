package dev.lethe.retention;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What expiry left behind, found by its index rows: one per person and day. */
public interface Stragglers {

    /** The last day nothing is left of; the day before the tenant began where no purge has run. */
    LocalDate settledThrough(Tenant tenant);

    /**
     * Says that nothing is left of a day and of those before, or that an earlier one has to be looked at again.
     *
     * @param read the last day as it was read
     * @return false when that has changed meanwhile, and nothing was written
     */
    boolean settleThrough(Tenant tenant, LocalDate read, LocalDate day);

    /** One index row. */
    record Due(LocalDate day, int shard, StorageId sid) {}

    /** Index rows of a day, at most {@code max}. */
    List<Due> due(Tenant tenant, LocalDate day, int max);

    /**
     * What came of a page.
     *
     * @param quarantined how many were put aside, since they are not of the form that items have: they stay where they are until
     *     somebody has looked at them, and keep nothing else from going
     * @param more whether there may be more
     */
    record Purged(int removed, int quarantined, boolean more) {}

    /** Removes what has expired of one person, each item together with its evidence, at most {@code max}. */
    Purged purge(Tenant tenant, StorageId sid, Instant now, int max);

    /** Removes an index row whose work is done. */
    void settle(Tenant tenant, Due due);
}
