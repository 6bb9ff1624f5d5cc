package dev.lethe.breach;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * A person by the row of their key, and by what stands of them.
 *
 * @param sid where what they said is stored; absent for who is erased
 * @param wrappedBy the key that wraps theirs; absent for who is erased
 * @param erasedAt when they were erased last, for who ever was
 */
public record Somebody(
        SubjectId subject,
        Optional<StorageId> sid,
        Optional<String> wrappedBy,
        Optional<Instant> erasedAt,
        Optional<Place> residence,
        boolean minor) {}
