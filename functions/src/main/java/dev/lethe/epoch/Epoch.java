package dev.lethe.epoch;

import java.time.Instant;
import java.util.Optional;

/**
 * One key of the key service that wraps all others for about a month. What it wrapped is wrapped anew under the next; then it is
 * disabled, and in the end deleted, so that every older copy of a wrapped key is noise.
 *
 * @param revision counts changes; each is conditional on the one before
 * @param number 1 for the first
 * @param arn absent until the key is made
 * @param preparedAt from when on it may have wrapped something
 * @param madeAt when the key was there, with its tag
 * @param begunAt when it became the current one
 * @param endedAt when the next one did
 * @param rewrappedAt when a full pass over the table found nothing of it any more
 * @param disabledAt since when it opens nothing
 * @param deletionAt when the key service is to delete it
 * @param deletedAt when its deletion was seen
 */
public record Epoch(
        long revision,
        int number,
        Optional<String> arn,
        Instant preparedAt,
        Optional<Instant> madeAt,
        Optional<Instant> begunAt,
        Optional<Instant> endedAt,
        Optional<Instant> rewrappedAt,
        Optional<Instant> disabledAt,
        Optional<Instant> deletionAt,
        Optional<Instant> deletedAt) {

    /** How far an epoch has come. */
    public enum State {
        /** Its key is being made, or is not known everywhere yet. */
        PREPARING,
        /** Its key wraps what is made now. */
        CURRENT,
        /** What it wrapped is being wrapped anew. */
        RETIRING,
        /** It wraps nothing that is known any more. */
        REWRAPPED,
        /** It opens nothing; it can still be brought back. */
        DISABLED,
        /** It opens nothing and is going to be deleted. */
        DELETING,
        /** It is gone, and with it every copy of what it wrapped. */
        DELETED
    }

    /** An epoch that is about to be made. */
    public static Epoch prepared(int number, Instant now) {
        return new Epoch(
                1,
                number,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public State state() {
        if (begunAt.isEmpty()) {
            return State.PREPARING;
        }
        if (endedAt.isEmpty()) {
            return State.CURRENT;
        }
        if (rewrappedAt.isEmpty()) {
            return State.RETIRING;
        }
        if (disabledAt.isEmpty()) {
            return State.REWRAPPED;
        }
        if (deletionAt.isEmpty()) {
            return State.DISABLED;
        }
        return deletedAt.isEmpty() ? State.DELETING : State.DELETED;
    }

    Epoch made(String key, Instant at) {
        return new Epoch(
                revision + 1,
                number,
                Optional.of(key),
                preparedAt,
                Optional.of(at),
                begunAt,
                endedAt,
                rewrappedAt,
                disabledAt,
                deletionAt,
                deletedAt);
    }

    Epoch begun(Instant at) {
        return at(Optional.of(at), endedAt, rewrappedAt, disabledAt, deletionAt, deletedAt);
    }

    Epoch ended(Instant at) {
        return at(begunAt, Optional.of(at), rewrappedAt, disabledAt, deletionAt, deletedAt);
    }

    Epoch rewrapped(Instant at) {
        return at(begunAt, endedAt, Optional.of(at), disabledAt, deletionAt, deletedAt);
    }

    Epoch disabled(Instant at) {
        return at(begunAt, endedAt, rewrappedAt, Optional.of(at), deletionAt, deletedAt);
    }

    Epoch deleting(Instant at) {
        return at(begunAt, endedAt, rewrappedAt, disabledAt, Optional.of(at), deletedAt);
    }

    Epoch deleted(Instant at) {
        return at(begunAt, endedAt, rewrappedAt, disabledAt, deletionAt, Optional.of(at));
    }

    /** Something it wrapped has come up again: it retires once more. */
    Epoch recalled() {
        return at(begunAt, endedAt, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Epoch at(
            Optional<Instant> begun,
            Optional<Instant> ended,
            Optional<Instant> rewrapped,
            Optional<Instant> disabled,
            Optional<Instant> deletion,
            Optional<Instant> deleted) {
        return new Epoch(
                revision + 1, number, arn, preparedAt, madeAt, begun, ended, rewrapped, disabled, deletion, deleted);
    }
}
