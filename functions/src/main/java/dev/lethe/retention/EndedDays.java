package dev.lethe.retention;

import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The keys of days that are over. */
public interface EndedDays {

    /** Days before {@code day} whose keys still live, oldest first, at most {@code max}. */
    List<LocalDate> before(Tenant tenant, LocalDate day, int max);

    /**
     * Destroys a day's key and records it, in one transaction: whatever was kept until then stops being readable, wherever it
     * was copied. What is kept of it without whom is written with that, and of how many items into evidence. A tombstone stays, so
     * that no late writer makes the key anew.
     *
     * @return false when it was destroyed before; or when a hold is being placed, which needs it for a moment longer
     */
    boolean destroy(Tenant tenant, LocalDate day, Anonymised anonymised, Instant now);
}
