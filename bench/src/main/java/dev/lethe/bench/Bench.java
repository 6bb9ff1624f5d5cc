package dev.lethe.bench;

import dev.lethe.api.Fn;
import dev.lethe.bench.cost.PurgeBench;
import dev.lethe.bench.runtime.FunctionStarts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints what they found as Markdown: {@code seal}, {@code keys}, {@code cold}, {@code functions}, {@code
 * purge}, or {@code consent} alone beside the usual one.
 */
public final class Bench {
    private static final int FORKS = 2;
    private static final int ITERATIONS = 5;
    private static final int WARMUP_SECONDS = 2;
    private static final int COLD_RUNS = 15;
    private static final int FUNCTION_RUNS = 7;

    /** The project, seen from where {@code bench/run} runs this. */
    private static final Path ROOT = Path.of("../..");

    /** Measures what is named, or everything; {@code --quick} for a first look. */
    public static void main(String[] arguments) throws Exception {
        var quick = Arrays.asList(arguments).contains("--quick");
        var named =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        for (var what : named.isEmpty() ? List.of("seal", "keys", "cold", "functions", "purge") : named) {
            System.out.println(
                    switch (what) {
                        case "seal" -> Tables.seal(run(SealBench.class, quick));
                        case "keys" -> Tables.keys(run(KeyBench.class, quick));
                        case "cold" -> ColdStart.table(quick ? COLD_RUNS / 5 : COLD_RUNS);
                        case "functions" ->
                            FunctionStarts.built(ROOT).table(Set.of(Fn.values()), quick ? 2 : FUNCTION_RUNS);
                        case "purge" -> PurgeBench.table(quick, System.err::println);
                        case "consent" -> FunctionStarts.built(ROOT).table(Set.of(Fn.CONSENT), COLD_RUNS);
                        default ->
                            throw new IllegalArgumentException("Measure seal, keys, cold, functions, purge or consent");
                    });
        }
    }

    private static List<Measured> run(Class<?> benchmarks, boolean quick) throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmarks.getName() + "\\.")
                .forks(quick ? 1 : FORKS)
                .warmupIterations(quick ? 2 : ITERATIONS)
                .measurementIterations(quick ? 2 : ITERATIONS)
                .warmupTime(TimeValue.seconds(quick ? 1 : WARMUP_SECONDS))
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-XX:+UseSerialGC", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return new Runner(options).run().stream().map(Measured::of).toList();
    }

    private Bench() {}
}
