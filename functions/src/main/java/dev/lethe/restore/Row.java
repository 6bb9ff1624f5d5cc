package dev.lethe.restore;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of a restored copy, as far as has to be known to decide about it.
 *
 * @param image the row itself, for whoever writes it
 */
public record Row(What what, Image image) {

    /** What kind of row it is. */
    public sealed interface What {}

    /**
     * The row of a person's key, alive or a tombstone; {@code wrapped} is absent from the latter.
     *
     * @param since when the key was made; of a tombstone, when the person was erased
     */
    public record PersonsKey(
            Tenant tenant,
            SubjectId subject,
            int fence,
            Instant since,
            Optional<KeyName> name,
            Optional<WrappedKey> wrapped)
            implements What {}

    /** The key of a day. */
    public record DaysKey(LocalDate day, KeyName name, Optional<WrappedKey> wrapped) implements What {}

    /** Any other wrapped key. */
    public record OtherKey(KeyName name, Optional<WrappedKey> wrapped) implements What {}

    /**
     * Something that stands under a person's storage id, or points to it.
     *
     * @param kept which of the person's items it is, and since when it is kept; absent from what only points to it
     */
    public record Content(StorageId sid, Optional<Kept> kept, Optional<Instant> goesAt) implements What {}

    /**
     * One of a person's items.
     *
     * @param item by handles that tell nothing
     */
    public record Kept(String item, Instant since) {}

    /** The key of a legal hold, or a copy that it keeps; {@code wrapped} is absent from the latter and once it is released. */
    public record OfHold(HoldId hold, KeyName name, Optional<WrappedKey> wrapped) implements What {}

    /** Anything that is copied as it is until its time is over. */
    public record Plain(Optional<Instant> goesAt) implements What {}

    /** What belongs to one table or one hour only, and is never taken over. */
    public record Passing() implements What {}

    /** What this version of the suite does not understand. */
    public record NotUnderstood() implements What {}

    /** A row as its store has it; opaque to everybody else. */
    public interface Image {}
}
