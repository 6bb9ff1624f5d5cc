package dev.lethe.retention;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is kept of people until some time, read row by row: whatever index rows say of it. */
public interface ExpirySurvey {

    /**
     * Something that is kept.
     *
     * @param item which of the person's items
     * @param goesAt when its time is over
     */
    record Kept(Tenant tenant, StorageId sid, String item, Instant goesAt) {
        LocalDate day() {
            return Expiry.dayOf(goesAt);
        }
    }

    /**
     * Some of it.
     *
     * @param unreadable how many rows do not say when they go, so that nothing ever removes them
     * @param next behind which the next page begins; absent on the last
     */
    record Page(List<Kept> kept, int unreadable, Optional<String> next) {}

    /** Reads rows of all tenants, at most {@code max}. */
    Page page(Optional<String> from, int max);

    /** Those of them that no index row leads a purge to. What is being erased, has gone or was moved meanwhile is none of them. */
    Set<Kept> unindexed(List<Kept> kept);

    /** Writes the index row by which a purge finds it; nothing where it has gone or was moved meanwhile. */
    void index(Kept kept, Instant now);
}
