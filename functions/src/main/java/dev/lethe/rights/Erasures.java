package dev.lethe.rights;

import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What erased people left behind, found by the sparse index of tombstones that are not done. */
public interface Erasures {

    /**
     * One storage id that is being emptied.
     *
     * @param returned whether the person has begun anew, so that the work has a row of its own
     * @param fence of the tombstone
     * @param emptySince since when nothing was found
     * @param deleted how many items were deleted so far
     * @param deferred whether the erasure itself is still to be carried out, and can be now
     */
    record Sweep(
            Tenant tenant,
            SubjectId subject,
            StorageId sid,
            RequestId request,
            boolean returned,
            int fence,
            Optional<Instant> emptySince,
            long deleted,
            boolean deferred) {

        Sweep with(int more) {
            return new Sweep(tenant, subject, sid, request, returned, fence, emptySince, deleted + more, deferred);
        }
    }

    /** Sweeps whose time has come, at most {@code max}. */
    List<Sweep> due(Instant now, int max);

    /** Deletes what stands under a storage id, at most {@code max} items; returns how many there were. */
    int delete(Sweep sweep, int max);

    /** Says when to look again, since when nothing was found, and how many items were deleted. */
    void again(Sweep sweep, Instant at, Optional<Instant> emptySince);

    /** Ends a sweep in one transaction: the storage id is forgotten, the request completed, the evidence written. */
    void complete(Sweep sweep, Instant now);
}
