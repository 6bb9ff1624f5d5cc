package dev.lethe.crypto;

import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the key row of a person says. The fence counts erasures: whoever acts on what they read of one life cannot act
 * in the next.
 */
public sealed interface KeyState {

    /** How often the person has been erased. */
    int fence();

    /** How often the person will have been erased once an erasure of now is done: who is erased already is not erased again. */
    default int fenceOnceErased() {
        return this instanceof Erased erased && !erased.waiting() ? fence() : fence() + 1;
    }

    /** When the person was erased last; empty for who never was. */
    default Optional<Instant> erasedAtIfEver() {
        if (this instanceof Live live) {
            return live.erasedAt();
        }
        return this instanceof Returned returned
                ? Optional.of(returned.erasedAt())
                : this instanceof Erased erased ? Optional.of(erased.erasedAt()) : Optional.empty();
    }

    /** No row: nobody we know. */
    record Absent() implements KeyState {
        @Override
        public int fence() {
            return 0;
        }
    }

    /** The person came back after an erasure and was shown the notice; there is no key yet. */
    record Returned(int fence, Instant erasedAt) implements KeyState {}

    /**
     * There is a key.
     *
     * @param erasedAt when the life before this one ended, for who came back
     * @param placing whether a legal hold is being placed, until which nothing in its scope may vanish
     */
    record Live(int fence, SubjectKey key, Optional<Instant> erasedAt, boolean placing) implements KeyState {
        /** Somebody about whom no hold is being placed. */
        public Live(int fence, SubjectKey key, Optional<Instant> erasedAt) {
            this(fence, key, erasedAt, false);
        }

        /** Somebody who was never erased. */
        public Live(int fence, SubjectKey key) {
            this(fence, key, Optional.empty());
        }
    }

    /**
     * The key is gone for good; or it will be as soon as a hold is placed, and serves nothing else meanwhile.
     *
     * @param sweeping the request whose leftovers are still being deleted
     * @param waiting whether the key is still there, for a hold that is being placed
     */
    record Erased(int fence, Instant erasedAt, Optional<RequestId> sweeping, boolean waiting) implements KeyState {
        /** Somebody whose key is gone. */
        public Erased(int fence, Instant erasedAt, Optional<RequestId> sweeping) {
            this(fence, erasedAt, sweeping, false);
        }
    }

    /** A person's wrapped key, and where what it seals is stored. */
    record SubjectKey(StorageId sid, int version, WrappedKey wrapped) {}
}
