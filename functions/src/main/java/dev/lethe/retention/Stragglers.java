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

    void settleThrough(Tenant tenant, LocalDate day);

    /** One index row. */
    record Due(LocalDate day, int shard, StorageId sid) {}

    /** Index rows of a day, at most {@code max}. */
    List<Due> due(Tenant tenant, LocalDate day, int max);

    /**
     * Removes what has expired of one person, each item together with its evidence, at most {@code max}.
     *
     * @return how many were removed; fewer than {@code max} when nothing is left
     */
    int purge(Tenant tenant, StorageId sid, Instant now, int max);

    /** Removes an index row whose work is done. */
    void settle(Tenant tenant, Due due);
}
