package dev.lethe.epoch;

import dev.lethe.epoch.Epoch.State;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what is next in the life of epochs. Pure. */
public final class EpochRules {
    /**
     * How long a new key waits before anything is wrapped under it. Functions may use epochs' keys by their tag, and the key service
     * takes up to five minutes to let a tag count
     * (https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html): one that is used before may be refused.
     */
    public static final Duration TAG_COUNTS = Duration.ofMinutes(10);

    /**
     * How long a function may go on wrapping under a key that is no longer the current one: it runs for 15 minutes at most, and the
     * key service takes some minutes to move an alias everywhere. Rows in memory are younger than that, too.
     */
    public static final Duration GAP = Duration.ofMinutes(30);

    /** How long a key is disabled before its deletion is asked for: an alarm tells if anything still wanted it. */
    public static final Duration QUARANTINE = Duration.ofHours(24);

    /** The shortest window that the key service grants between asking for a deletion and it. */
    public static final Duration DELETION_WINDOW = Duration.ofDays(7);

    /** What is to be done. */
    sealed interface Step {
        /** The key that there is becomes an epoch. */
        record Adopt(int number) implements Step {}

        /** Another key than the last epoch's wraps what is made now: the last epoch has ended, whoever ended it. */
        record Follow(Epoch current) implements Step {}

        record Prepare(int number) implements Step {}

        record Make(Epoch preparing) implements Step {}

        record Turn(Epoch current, Epoch next) implements Step {}

        /** Wraps anew whatever is not wrapped by the current key. */
        record Rewrap(Epoch current, List<Epoch> retiring) implements Step {}

        record Disable(Epoch rewrapped) implements Step {}

        record Delete(Epoch disabled) implements Step {}

        record Confirm(Epoch deleting) implements Step {}

        /** Nothing until then. */
        record Wait(Instant until) implements Step {}
    }

    /**
     * Decides.
     *
     * @param used the ARN of the key that wraps what is made now
     * @param asked whether somebody asks for a new epoch, whatever the month
     */
    static Step next(List<Epoch> epochs, String used, boolean asked, Instant now) {
        var current = first(epochs, State.CURRENT);
        if (current.isEmpty()) {
            return new Step.Adopt(epochs.isEmpty() ? 1 : epochs.getLast().number() + 1);
        }
        var preparing = first(epochs, State.PREPARING);
        if (preparing.isPresent()) {
            return begin(epochs, current.get(), preparing.get(), used, now);
        }
        if (!current.get().arn().equals(Optional.of(used))) {
            return new Step.Follow(current.get());
        }
        var month = YearMonth.from(current.get().preparedAt().atOffset(ZoneOffset.UTC));
        if (asked || month.isBefore(YearMonth.from(now.atOffset(ZoneOffset.UTC)))) {
            return new Step.Prepare(epochs.getLast().number() + 1);
        }
        return retire(epochs, current.get(), now);
    }

    /** A key is made, then known everywhere, then used. Meanwhile older epochs go on retiring. */
    private static Step begin(List<Epoch> epochs, Epoch current, Epoch preparing, String used, Instant now) {
        var counts = countsAt(preparing);
        if (counts.isEmpty()) {
            return new Step.Make(preparing);
        }
        // A run that was cut off may have moved the alias already: who wraps now wraps under the new key.
        if (!now.isBefore(counts.get()) || preparing.arn().equals(Optional.of(used))) {
            return new Step.Turn(current, preparing);
        }
        return current.arn().equals(Optional.of(used)) ? retire(epochs, current, now) : new Step.Wait(counts.get());
    }

    /** From when on the key of an epoch may be used; absent until it is made. */
    private static Optional<Instant> countsAt(Epoch preparing) {
        return preparing.madeAt().map(at -> at.plus(TAG_COUNTS));
    }

    private static Step retire(List<Epoch> epochs, Epoch current, Instant now) {
        var retiring = epochs.stream().filter(e -> e.state() == State.RETIRING).toList();
        if (!retiring.isEmpty() && !now.isBefore(settledAt(retiring))) {
            return new Step.Rewrap(current, retiring);
        }
        for (var epoch : epochs) {
            if (epoch.state() == State.REWRAPPED && due(epoch, now)) {
                return new Step.Disable(epoch);
            }
            if (epoch.state() == State.DISABLED && due(epoch, now)) {
                return new Step.Delete(epoch);
            }
            if (epoch.state() == State.DELETING && due(epoch, now)) {
                return new Step.Confirm(epoch);
            }
        }
        var nextMonth = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var settled = retiring.isEmpty() ? Stream.<Instant>empty() : Stream.of(settledAt(retiring));
        return new Step.Wait(Stream.concat(settled, epochs.stream().flatMap(e -> dueAt(e).stream()))
                .reduce(nextMonth, EpochRules::earlier));
    }

    private static boolean due(Epoch epoch, Instant now) {
        return dueAt(epoch).filter(at -> !now.isBefore(at)).isPresent();
    }

    /** When an epoch takes its next step, where that is a matter of time alone. */
    private static Optional<Instant> dueAt(Epoch epoch) {
        return switch (epoch.state()) {
            case REWRAPPED -> epoch.rewrappedAt().map(at -> at.plus(GAP));
            case DISABLED -> epoch.disabledAt().map(at -> at.plus(QUARANTINE));
            case DELETING -> epoch.deletionAt();
            case PREPARING -> countsAt(epoch);
            case CURRENT, RETIRING, DELETED -> Optional.empty();
        };
    }

    /** From when on nobody wraps under any of these any more. */
    private static Instant settledAt(List<Epoch> retiring) {
        return retiring.stream()
                .flatMap(epoch -> epoch.endedAt().stream())
                .reduce(Instant.MIN, (one, other) -> one.isAfter(other) ? one : other)
                .plus(GAP);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Epoch> first(List<Epoch> epochs, State state) {
        return epochs.stream().filter(epoch -> epoch.state() == state).findFirst();
    }

    /**
     * When every key that may have wrapped something is gone: confirmed, or to be expected from how far rotation has come {@code
     * now}; empty when no epoch is known. What is expected lies never in the past: a step that is late is reckoned with from now.
     */
    public static Optional<Finality> finality(List<Epoch> epochs, Instant destroyedAt, Instant now) {
        var wrapping = epochs.stream()
                .filter(epoch -> !epoch.preparedAt().isAfter(destroyedAt))
                .toList();
        var confirmed = wrapping.stream().allMatch(epoch -> epoch.state() == State.DELETED);
        return wrapping.stream()
                .map(epoch -> goneAt(epoch, now))
                .max(Instant::compareTo)
                .map(at -> new Finality(at, confirmed));
    }

    /**
     * When it is final.
     *
     * @param confirmed whether every one of the keys was seen to be gone
     */
    public record Finality(Instant at, boolean confirmed) {}

    private static Instant goneAt(Epoch epoch, Instant now) {
        var ended = epoch.endedAt().orElseGet(() -> later(monthOver(epoch).plus(TAG_COUNTS), now));
        var rewrapped = epoch.rewrappedAt().orElseGet(() -> later(ended.plus(GAP), now));
        var disabled = epoch.disabledAt().orElseGet(() -> later(rewrapped.plus(GAP), now));
        var deletion = epoch.deletionAt()
                .orElseGet(() -> later(disabled.plus(QUARANTINE), now).plus(DELETION_WINDOW));
        return epoch.deletedAt().orElseGet(() -> later(deletion, now));
    }

    private static Instant monthOver(Epoch epoch) {
        return YearMonth.from(epoch.preparedAt().atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private EpochRules() {}
}
