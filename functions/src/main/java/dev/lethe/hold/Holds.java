package dev.lethe.hold;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every hold, the copies it keeps, and the originals these are made of. */
public interface Holds {
    /** How many holds a tenant may have that are not released. */
    int HOLDS_MAX = 1_000;

    /** What came of placing one. */
    enum Placed {
        PLACED,
        /** There are {@link #HOLDS_MAX} already; nothing was written. */
        TOO_MANY,
        /** Something about the person or the tenant changed meanwhile; nothing was written. */
        CHANGED
    }

    /**
     * Writes a new hold, its evidence and the answer to remember in one transaction, if the person's key still is what was read. From then on until it
     * is completed or released no day of the tenant ends, and the person's key is not destroyed.
     */
    Placed place(Hold hold, KeyState.Live read, ChainedEntry entry, Optional<Remembered> answer);

    Optional<Hold> find(Tenant tenant, HoldId hold);

    /** A tenant's holds, newest first, from the one behind {@code after}, at most {@code max}. */
    List<Hold> page(Tenant tenant, Optional<HoldId> after, int max);

    /** Holds of any tenant about which there is something to do, at most {@code max}. */
    List<Hold> due(Instant now, int max);

    /** Whether anything of a person is there whose time is not over. */
    boolean anythingOf(Tenant tenant, StorageId sid, Optional<ConversationId> conversation, Instant now);

    /** The key that what is being copied is sealed under; empty where it is not there any more. */
    Optional<SubjectKey> keyOf(Hold hold);

    /**
     * Some originals.
     *
     * @param last how far the next page is to begin behind
     */
    record Originals(List<Original> originals, Optional<String> last, boolean more) {}

    /** Reads originals from behind the hold's cursor on, at most {@code max}, with strong consistency. */
    Originals originals(Hold hold, int max);

    /**
     * Writes copies and how far copying has come, in one transaction.
     *
     * @return false when the hold has changed since it was read, and nothing was written
     */
    boolean copied(Hold next, List<Held> copies);

    /** Ends the placing of a hold, in one transaction with its evidence; false when it has changed since it was read. */
    boolean complete(Hold next, ChainedEntry entry);

    /** Destroys a hold's key, in one transaction with the evidence; false when it has changed since it was read. */
    boolean release(Hold read, Hold next, ChainedEntry entry);

    /**
     * Some copies in the order they were sent, conversation by conversation.
     *
     * @param next the place behind which the following page begins; absent on the last
     */
    record Copies(List<Held> copies, Optional<String> next) {}

    Copies copies(Hold hold, Optional<String> from, int max);

    /** Deletes copies of a hold, at most {@code max}; returns how many there were. */
    int sweep(Hold hold, int max);

    /** Says that no copy is left. */
    void swept(Hold next);
}
