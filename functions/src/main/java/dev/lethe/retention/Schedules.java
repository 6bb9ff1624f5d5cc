package dev.lethe.retention;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import java.util.Optional;

/** Every version of every tenant's retention schedule ever published. */
public interface Schedules {

    /** The catalog that names the version in force. */
    Catalog catalog(Tenant tenant);

    /** A version, which may be remembered for ever once read. */
    Optional<RetentionSchedule> version(Tenant tenant, int version);

    /** The version in force. */
    default Optional<RetentionSchedule> inForce(Tenant tenant, Catalog catalog) {
        return catalog.schedule() == 0 ? Optional.empty() : version(tenant, catalog.schedule());
    }

    /**
     * Publishes a version, puts it in force, records it, and begins to plan anew what is stored, in one transaction, if {@code read}
     * still is the catalog.
     *
     * @return false when something else was published first, and nothing was written
     */
    boolean publish(Tenant tenant, RetentionSchedule schedule, Catalog read, Catalog next, ChainedEntry entry, Run run);
}
