package dev.lethe.retention;

import dev.lethe.kernel.Remaining;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Answers the schedule {@code REPLAN}: plans anew what is kept where the reason for it has changed. Jobs are worked at side by side. One
 * that is cut off is taken up where it was, and one that fails keeps no other from being done.
 */
public final class Replan {
    static final int JOBS_MAX = 100;
    static final int PARALLEL_MAX = 8;

    /** How long a job is left to whoever took it up: longer than any function runs. */
    static final Duration LEASE = Duration.ofMinutes(16);

    /** How long a job that failed waits, and twice as long each time after. */
    static final Duration PAUSE = Duration.ofMinutes(2);

    static final int DOUBLINGS_MAX = 8;

    /**
     * What a run did.
     *
     * @param ended how many jobs are done now
     * @param failed how many are to be tried again later
     * @param complete whether nothing was left to do
     */
    public record Report(int ended, int failed, long itemsRemoved, boolean complete) {}

    private final Jobs jobs;
    private final Replanning replanning;
    private final BiConsumer<Job, RuntimeException> failures;
    private final InstantSource clock;

    /** @param failures told of each job that failed, and by what */
    public Replan(Jobs jobs, Replanning replanning, BiConsumer<Job, RuntimeException> failures, InstantSource clock) {
        this.jobs = jobs;
        this.replanning = replanning;
        this.failures = failures;
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var due = jobs.due(clock.instant(), JOBS_MAX);
        try (var threads = Executors.newFixedThreadPool(
                PARALLEL_MAX, Thread.ofVirtual().name("replan").factory())) {
            var left = due.stream().map(job -> threads.submit(() -> attend(job, time))).toList().stream()
                    .map(Replan::join)
                    .toList();
            var ended = count(left, State.ENDED);
            return new Report(
                    ended,
                    count(left, State.FAILED),
                    left.stream().mapToLong(Left::removed).sum(),
                    due.size() < JOBS_MAX && ended == due.size());
        }
    }

    private enum State {
        ENDED,
        CUT_OFF,
        FAILED
    }

    /** How a job was left, and how many items it removed meanwhile. */
    private record Left(State state, long removed) {}

    private Left attend(Job due, Remaining time) {
        var taken = jobs.advance(due.due(clock.instant().plus(LEASE)));
        if (taken.isEmpty() || !time.allows()) {
            return new Left(State.CUT_OFF, 0);
        }
        var work = replanning.of(taken.get());
        try {
            var ended = work.goOn(time);
            if (!ended) {
                // Whoever comes next need not wait.
                jobs.advance(work.job().due(clock.instant()));
            }
            return new Left(ended ? State.ENDED : State.CUT_OFF, removed(work, due));
        } catch (RuntimeException e) {
            failures.accept(work.job(), e);
            jobs.advance(work.job().failed(clock.instant().plus(pause(work.job().failures()))));
            return new Left(State.FAILED, removed(work, due));
        }
    }

    private static long removed(Replanning.Work work, Job before) {
        return work.job().tallies().removed() - before.tallies().removed();
    }

    private static Duration pause(int failures) {
        return PAUSE.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    }

    private static int count(List<Left> left, State wanted) {
        return Math.toIntExact(left.stream().filter(one -> one.state == wanted).count());
    }

    private static Left join(Future<Left> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("planning fails only at run time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Left(State.CUT_OFF, 0);
        }
    }
}
