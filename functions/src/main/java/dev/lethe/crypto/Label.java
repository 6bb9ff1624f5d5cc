package dev.lethe.crypto;

import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a sealed text is and where it stands. Bound into its key, so that a text moved to another person, place or time
 * does not open.
 *
 * @param sid absent for what belongs to a tenant rather than a person
 * @param expiryDay absent for what is sealed under the person's key alone
 * @param revision 1 when first written; what changes counts up
 */
public record Label(
        String table,
        Tenant tenant,
        Optional<StorageId> sid,
        String kind,
        String conversation,
        String message,
        String attribute,
        Optional<LocalDate> expiryDay,
        int revision) {

    /** The next revision of the same text, which expires on {@code day}. */
    Label next(Optional<LocalDate> day) {
        return new Label(table, tenant, sid, kind, conversation, message, attribute, day, revision + 1);
    }

    /** The same text as a hold keeps it: of no person and no day, so that neither's end is its own. */
    public Label heldBy(HoldId hold) {
        return new Label(
                table, tenant, Optional.empty(), "held", conversation, message, hold.value(), Optional.empty(), 1);
    }
}
