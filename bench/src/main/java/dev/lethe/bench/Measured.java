package dev.lethe.bench;

import java.util.Optional;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark came to.
 *
 * @param what the method
 * @param entrant who, where there are several
 * @param size of the text in bytes, or 0
 * @param processorMicros of the thread's own processor time for one operation: the best iteration, the one that was disturbed
 *     least
 * @param kmsCalls for one operation
 */
record Measured(String what, Optional<Entrant> entrant, int size, double processorMicros, double kmsCalls) {
    private static final double NANOS_PER_MICRO = 1_000;

    static Measured of(RunResult result) {
        var parameters = result.getParams();
        var method = parameters.getBenchmark();
        var iterations = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .toList();
        return new Measured(
                method.substring(method.lastIndexOf('.') + 1),
                Optional.ofNullable(parameters.getParam("entrant")).map(Entrant::valueOf),
                Optional.ofNullable(parameters.getParam("size"))
                        .map(Integer::parseInt)
                        .orElse(0),
                iterations.stream()
                                .mapToDouble(one -> counter(one, "processorNanos") / counter(one, "operations"))
                                .min()
                                .orElseThrow()
                        / NANOS_PER_MICRO,
                iterations.stream().mapToDouble(one -> counter(one, "kmsCalls")).sum()
                        / iterations.stream()
                                .mapToDouble(one -> counter(one, "operations"))
                                .sum());
    }

    private static double counter(IterationResult iteration, String name) {
        var counter = iteration.getSecondaryResults().get(name);
        if (counter == null) {
            throw new IllegalStateException("every iteration counts");
        }
        return counter.getScore();
    }
}
