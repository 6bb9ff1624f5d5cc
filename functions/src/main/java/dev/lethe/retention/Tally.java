package dev.lethe.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of planning anew, of one category of data.
 *
 * @param removed how many items go at once, since their time is over by now
 * @param sooner how many go sooner than they were to
 * @param later how many go later than they were to
 * @param kept how many stay as they are
 * @param unopenable how many could not be sealed until another day, since their seal did not hold; they go when they were to
 * @param anonymised how many of those that stay are to be counted, without whom, when they go
 * @param bytesRemoved what the removed ones took, under seal
 * @param oldestRemoved when the oldest of the removed ones was taken in
 */
public record Tally(
        long removed,
        long sooner,
        long later,
        long kept,
        long unopenable,
        long anonymised,
        long bytesRemoved,
        Optional<Instant> oldestRemoved) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, Optional.empty());

    Tally plus(Tally other) {
        return new Tally(
                removed + other.removed,
                sooner + other.sooner,
                later + other.later,
                kept + other.kept,
                unopenable + other.unopenable,
                anonymised + other.anonymised,
                bytesRemoved + other.bytesRemoved,
                Stream.concat(oldestRemoved.stream(), other.oldestRemoved.stream())
                        .min(Instant::compareTo));
    }

    static Tally removed(Content content) {
        return new Tally(1, 0, 0, 0, 0, 0, content.bytes(), Optional.of(content.receivedAt()));
    }

    static Tally moved(boolean later) {
        return new Tally(0, later ? 0 : 1, later ? 1 : 0, 0, 0, 0, 0, Optional.empty());
    }

    static Tally ofKept() {
        return new Tally(0, 0, 0, 1, 0, 0, 0, Optional.empty());
    }

    static Tally ofUnopenable() {
        return new Tally(0, 0, 0, 0, 1, 0, 0, Optional.empty());
    }

    static Tally ofAnonymised() {
        return new Tally(0, 0, 0, 0, 0, 1, 0, Optional.empty());
    }
}
