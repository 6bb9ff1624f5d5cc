package dev.lethe.restore;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Decides what of a restored copy is taken in. Pure. */
public final class RestoreRules {

    /** What is done with a row. */
    public sealed interface Decision {
        /** It is taken over as it is. */
        record Copy() implements Decision {}

        /** It is taken over with a wrapping of today's. */
        record Adopt(KeyName name, WrappedKey wrapped) implements Decision {}

        /** In its place stands a tombstone: the person was erased after the copy was made. */
        record Bury(Erased erased) implements Decision {}

        /** In its place stands the tombstone of a day that is over. */
        record EndDay() implements Decision {}

        record Leave(Why why) implements Decision {}
    }

    /** Why a row is not taken over. */
    public enum Why {
        /** Its time is over. */
        EXPIRED,
        /** It went after the copy was made, as the evidence says, though it would not have to go today. */
        GONE,
        /** It belonged to somebody whose key is gone. */
        ERASED,
        /** It belonged to a legal hold that is released. */
        RELEASED,
        /** It is of one table or one hour only. */
        PASSING,
        /** It is of a kind or a form that this version of the suite does not know. The copy still has it. */
        NOT_UNDERSTOOD
    }

    /**
     * Decides about one row.
     *
     * @param erasures every erasure of the person the row is about, if it is about one
     * @param lives whether a storage id belongs to a key that lives now
     * @param went whether an item of a storage id is gone
     * @param released whether a legal hold is released
     */
    public static Decision decide(
            Row row,
            List<Erased> erasures,
            Predicate<StorageId> lives,
            BiPredicate<StorageId, Row.Kept> went,
            Predicate<HoldId> released,
            Instant now) {
        return switch (row.what()) {
            case Row.PersonsKey key -> personsKey(key, erasures);
            case Row.DaysKey key -> daysKey(key, LocalDate.ofInstant(now, ZoneOffset.UTC));
            case Row.OtherKey(var name, var wrapped) -> otherKey(name, wrapped);
            case Row.OfHold(var hold, var name, var wrapped) ->
                released.test(hold) ? new Decision.Leave(Why.RELEASED) : otherKey(name, wrapped);
            case Row.Content(var sid, var kept, var goesAt) -> {
                if (over(goesAt, now)) {
                    yield new Decision.Leave(Why.EXPIRED);
                }
                if (!lives.test(sid)) {
                    yield new Decision.Leave(Why.ERASED);
                }
                yield kept.filter(item -> went.test(sid, item)).isPresent()
                        ? new Decision.Leave(Why.GONE)
                        : new Decision.Copy();
            }
            case Row.Plain(var goesAt) -> over(goesAt, now) ? new Decision.Leave(Why.EXPIRED) : new Decision.Copy();
            case Row.Passing() -> new Decision.Leave(Why.PASSING);
            case Row.NotUnderstood() -> new Decision.Leave(Why.NOT_UNDERSTOOD);
        };
    }

    private static Decision personsKey(Row.PersonsKey key, List<Erased> erasures) {
        // Whoever came anew after their tombstone had gone counts erasures anew, and is not taken for who they were.
        var since = erasures.stream()
                .filter(erased -> erased.after(key.fence(), key.since()))
                .reduce(Erased::later);
        if (since.isPresent()) {
            return new Decision.Bury(since.get());
        }
        if (key.name().isPresent() && key.wrapped().isPresent()) {
            return new Decision.Adopt(key.name().get(), key.wrapped().get());
        }
        return new Decision.Copy();
    }

    private static Decision otherKey(KeyName name, Optional<WrappedKey> wrapped) {
        return wrapped.<Decision>map(key -> new Decision.Adopt(name, key)).orElseGet(Decision.Copy::new);
    }

    private static Decision daysKey(Row.DaysKey key, LocalDate today) {
        if (key.wrapped().isEmpty()) {
            return new Decision.Copy();
        }
        return key.day().isBefore(today)
                ? new Decision.EndDay()
                : new Decision.Adopt(key.name(), key.wrapped().get());
    }

    private static boolean over(Optional<Instant> goesAt, Instant now) {
        return goesAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    private RestoreRules() {}
}
