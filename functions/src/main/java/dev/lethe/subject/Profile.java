package dev.lethe.subject;

import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's profile as it is stored.
 *
 * @param receivedAt when it was put
 * @param revision of what stands for the person, as of this profile: the label it is sealed under says it, so that an earlier one
 *     put in its place does not open
 */
public record Profile(Sealed sealed, Instant receivedAt, Expiry expiry, int revision) {
    /** What notices call who somebody is and where to reach them. */
    public static final String CATEGORY = "profile";

    /** Where a profile's seal says it stands: until the person is erased, whatever day it expires on. */
    public static Label label(Tenant tenant, StorageId sid, int revision) {
        return new Label("records", tenant, Optional.of(sid), "profile", "", "", "profile", Optional.empty(), revision);
    }
}
