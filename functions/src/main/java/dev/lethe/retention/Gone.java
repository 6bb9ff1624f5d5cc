package dev.lethe.retention;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;

/**
 * Something that was kept until its time was over, and is gone.
 *
 * @param item which of the person's items, by handles that tell nothing
 * @param dueAt when it had to go
 * @param goneAt when it went
 */
public record Gone(Tenant tenant, StorageId sid, String kind, String item, Instant dueAt, Instant goneAt, How how) {

    /** What removed it. */
    public enum How {
        /** DynamoDB's own expiry. */
        EXPIRED,
        /** The purge, because expiry was late. */
        PURGED,
        /** It was planned anew: no purpose that it was taken in for keeps it any more. */
        BASIS_ENDED,
        /** It was planned anew: by the schedule as it is now its time is over. */
        PERIOD_SHORTENED
    }
}
