package dev.lethe.epoch;

import dev.lethe.crypto.KeyWrap;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.epoch.EpochRules.Step;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Remaining;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers the schedule {@code ROTATION}: a new key every month, and the old ones retired step by step. Each step is written down
 * before the next and may be done twice, so that a run that is cut off anywhere is taken up by the next.
 */
public final class RotateKeys {
    /** Steps of one run. */
    static final int STEPS_MAX = 100;

    /** How many keys are wrapped anew at the same time. */
    static final int PARALLEL_MAX = 16;

    /**
     * What a run did.
     *
     * @param current the number of the epoch that wraps what is made now
     * @param rewrapped rows that were wrapped anew
     * @param stuck rows that could not be, for a reason that does not pass; their epoch is kept until they are looked at
     * @param disabled epochs that open nothing any more since this run
     * @param deleted epochs that were seen to be gone
     * @param waitingUntil when the next step is due; absent when the run had to stop before it was done
     */
    public record Report(
            int current,
            boolean turned,
            long rewrapped,
            long stuck,
            int disabled,
            int deleted,
            Optional<Instant> waitingUntil) {}

    private static final class Counts {
        boolean turned;
        long rewrapped;
        long stuck;
        int disabled;
        int deleted;
    }

    private final Epochs epochs;
    private final EpochKeys keys;
    private final WrappedRows rows;
    private final KeyWrap wrap;
    private final InstantSource clock;

    public RotateKeys(Epochs epochs, EpochKeys keys, WrappedRows rows, KeyWrap wrap, InstantSource clock) {
        this.epochs = epochs;
        this.keys = keys;
        this.rows = rows;
        this.wrap = wrap;
        this.clock = clock;
    }

    /** Does what is due. */
    public Report run(Remaining time) {
        return run(false, time, _ -> {});
    }

    /**
     * Does what is due.
     *
     * @param asked whether to begin a new epoch whatever the month; one whose key is made already is that one
     * @param progress told of each page of rows that was gone through
     */
    public Report run(boolean asked, Remaining time, Consumer<Epochs.Pass> progress) {
        var counts = new Counts();
        var waiting = Optional.<Instant>empty();
        var wanted = asked;
        for (var done = 0; done < STEPS_MAX && time.allows() && waiting.isEmpty(); done++) {
            var step = EpochRules.next(epochs.all(), keys.current(), wanted, clock.instant());
            wanted &= !(step instanceof Step.Prepare || step instanceof Step.Turn);
            if (step instanceof Step.Wait(var until)) {
                waiting = Optional.of(until);
            } else if (!take(step, counts, time, progress)) {
                break;
            }
        }
        var current = epochs.all().stream()
                .filter(epoch -> epoch.state() == Epoch.State.CURRENT)
                .mapToInt(Epoch::number)
                .max()
                .orElse(0);
        return new Report(
                current, counts.turned, counts.rewrapped, counts.stuck, counts.disabled, counts.deleted, waiting);
    }

    /** Returns false when the run has to stop before the step was done. */
    private boolean take(Step step, Counts counts, Remaining time, Consumer<Epochs.Pass> progress) {
        var now = clock.instant();
        switch (step) {
            case Step.Adopt(var number) -> {
                var arn = keys.current();
                var madeAt = keys.madeAt(arn);
                epochs.create(Epoch.prepared(number, madeAt).made(arn, madeAt).begun(madeAt));
            }
            case Step.Follow(var current) -> {
                var arn = keys.current();
                var number = epochs.all().getLast().number() + 1;
                epochs.update(current.ended(now));
                var madeAt = keys.madeAt(arn);
                epochs.create(Epoch.prepared(number, madeAt).made(arn, madeAt).begun(now));
            }
            case Step.Prepare(var number) -> epochs.create(Epoch.prepared(number, now));
            case Step.Make(var preparing) -> {
                var arn = keys.make(preparing.number());
                epochs.update(preparing.made(arn, clock.instant()));
            }
            case Step.Turn(var current, var next) -> {
                keys.use(next.arn().orElseThrow(() -> new IllegalStateException("a key was made")));
                counts.turned |= epochs.turn(current.ended(clock.instant()), next.begun(now));
            }
            case Step.Rewrap(var current, var retiring) -> {
                return rewrap(current, retiring, counts, time, progress);
            }
            case Step.Disable(var epoch) -> {
                keys.disable(arn(epoch));
                counts.disabled += epochs.update(epoch.disabled(now)) ? 1 : 0;
            }
            case Step.Delete(var epoch) -> {
                return keys.condition(arn(epoch)) instanceof EpochKeys.Condition.Gone
                        ? epochs.update(epoch.deleting(now))
                        : delete(epoch, time);
            }
            case Step.Confirm(var epoch) -> {
                if (!(keys.condition(arn(epoch)) instanceof EpochKeys.Condition.Gone)) {
                    // The key service deletes late, never early: look again in the next run.
                    return false;
                }
                counts.deleted += epochs.update(epoch.deleted(now)) ? 1 : 0;
            }
            case Step.Wait _ -> throw new IllegalStateException("waiting is not a step to take");
        }
        return true;
    }

    /** One pass over the table, from where the last run stopped. An epoch has retired when a whole pass found nothing of it. */
    private boolean rewrap(
            Epoch current, List<Epoch> retiring, Counts counts, Remaining time, Consumer<Epochs.Pass> progress) {
        var pass = epochs.pass()
                .filter(kept -> kept.epoch() == current.number())
                .orElseGet(() -> Epochs.Pass.first(current.number()));
        do {
            if (!time.allows()) {
                return false;
            }
            var page = rows.page(Set.of(arn(current)), pass.cursor());
            var results = rewrap(page.rows());
            var fresh = results.stream().filter(done -> done).count();
            counts.rewrapped += fresh;
            counts.stuck += results.size() - fresh;
            pass = pass.on(page.next(), fresh, results.size() - fresh);
            if (page.next().isPresent()) {
                epochs.keep(pass);
            }
            progress.accept(pass);
        } while (pass.cursor().isPresent());
        var clean = pass.rewrapped() == 0 && pass.stuck() == 0;
        if (clean) {
            var now = clock.instant();
            retiring.forEach(epoch -> epochs.update(epoch.rewrapped(now)));
        }
        var stuck = pass.stuck() > 0;
        epochs.keep(pass.again());
        // What is stuck will be so in the next pass as well: somebody has to look at it first.
        return !stuck;
    }

    /** For each row whether it is no longer wrapped by what it was; rows that changed meanwhile are met by the next pass. */
    private List<Boolean> rewrap(List<WrappedRows.Row> page) {
        try (var threads = Executors.newFixedThreadPool(
                PARALLEL_MAX, Thread.ofVirtual().name("rewrap").factory())) {
            return page.stream().map(row -> threads.submit(() -> rewrap(row))).toList().stream()
                    .map(RotateKeys::join)
                    .toList();
        }
    }

    private boolean rewrap(WrappedRows.Row row) {
        WrappedKey fresh;
        try {
            fresh = wrap.rewrap(row.wrapped(), row.name());
        } catch (KeyUnavailable e) {
            if (e.reason().passing()) {
                throw e;
            }
            return false;
        }
        // Losing the race means that it was erased, destroyed or wrapped anew meanwhile: all of them as good.
        rows.replace(row, fresh);
        return true;
    }

    private static boolean join(Future<Boolean> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("wrapping fails only at run time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new KeyUnavailable(KeyUnavailable.Reason.UNREACHABLE);
        }
    }

    /** Looks once more before it cannot be undone: an epoch that still wraps something is brought back. */
    private boolean delete(Epoch epoch, Remaining time) {
        var others = epochs.all().stream()
                .filter(other -> other.number() != epoch.number())
                .flatMap(other -> other.arn().stream())
                .collect(Collectors.toSet());
        var from = Optional.<String>empty();
        do {
            if (!time.allows()) {
                return false;
            }
            var page = rows.page(others, from);
            if (!page.rows().isEmpty()) {
                recall(epoch);
                return true;
            }
            from = page.next();
        } while (from.isPresent());
        epochs.update(epoch.deleting(keys.delete(arn(epoch))));
        return true;
    }

    /**
     * Brings the key of an ARN back if it is disabled or going to be deleted, for what a restored copy holds of it. Its epoch
     * retires once more.
     *
     * @throws KeyUnavailable when it is gone
     */
    public void recall(String arn) {
        if (keys.condition(arn) instanceof EpochKeys.Condition.Enabled) {
            return;
        }
        keys.enable(arn);
        epochs.all().stream()
                .filter(epoch ->
                        epoch.arn().equals(Optional.of(arn)) && epoch.endedAt().isPresent())
                .forEach(this::recall);
    }

    /** Brings an epoch back whose wrappings have come up again, such as those of a restored copy. It retires once more. */
    private void recall(Epoch epoch) {
        keys.enable(arn(epoch));
        epochs.update(epoch.recalled());
        // A pass that is under way has gone past rows that it would have to see now.
        epochs.pass().ifPresent(pass -> epochs.keep(pass.again()));
    }

    private static String arn(Epoch epoch) {
        return epoch.arn().orElseThrow(() -> new IllegalStateException("an epoch that began has its key"));
    }
}
