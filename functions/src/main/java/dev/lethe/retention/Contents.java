package dev.lethe.retention;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.util.List;
import java.util.Optional;

/** All that is kept of people, whatever its kind. */
public interface Contents {

    /**
     * Some of it.
     *
     * @param unreadable how many rows are not of the form that rows have; somebody has to look at them
     * @param next behind which the next page begins; absent on the last
     */
    record Page(List<Content> contents, int unreadable, Optional<String> next) {}

    /** Reads what is kept of one person, at most {@code max}, with strong consistency. */
    Page page(Tenant tenant, StorageId sid, Optional<String> from, int max);
}
