package dev.lethe.retention;

import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;

/**
 * Something that is kept of a person, as it is stored.
 *
 * @param kind as the layout of the tables calls it
 * @param item which of the person's items, by handles that tell nothing
 * @param category as notices call such data
 * @param expiry until when it is kept for which purpose
 * @param label under which it is sealed
 */
public record Content(
        Tenant tenant,
        StorageId sid,
        String kind,
        String item,
        String category,
        Instant receivedAt,
        Expiry expiry,
        Label label,
        Sealed sealed) {

    /** What it takes, under seal. */
    public long bytes() {
        return sealed.bytes().length;
    }
}
