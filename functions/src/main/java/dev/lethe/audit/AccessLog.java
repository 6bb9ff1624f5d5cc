package dev.lethe.audit;

import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.Optional;

/** Who opened whose data, and what for. Written before anything is opened; many and small, so not chained. */
public interface AccessLog {

    /**
     * One request to read.
     *
     * @param conversation absent where it was not about one
     */
    record Access(
            Tenant tenant,
            SubjectId subject,
            Optional<ConversationId> conversation,
            Purpose purpose,
            ClientId client,
            Instant at) {}

    /**
     * Writes an entry of its own.
     *
     * @throws dev.lethe.kernel.StoreUnavailable when it could not be written; then nothing may be opened
     */
    void record(Access access);
}
