package dev.lethe.bench.runtime;

import dev.lethe.api.Fn;
import dev.lethe.bench.runtime.Started.Times;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * How long functions take from the start of a JVM to their first answer: the shipped zip, by Lambda's own runtime interface client,
 * against the engines of this machine. Beside the consent function, one written with the usual libraries.
 */
public final class FunctionStarts {
    private static final String USUAL = "dev.lethe.usual.UsualFunction";
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final Pattern LOADED = Pattern.compile(" source: ");

    /** @param primes whether it does anything before its snapshot */
    private record Racer(String title, Fn fn, Deployed deployed, boolean primes) {}

    private final Path functions;
    private final Path usual;
    private final Path runtime;
    private final Path events;
    private final Path work;

    /**
     * Where everything lies.
     *
     * @param functions the zip that is deployed
     * @param usual the directory with the jars of the usual function
     * @param runtime the directory with the jars that Lambda's runtime brings
     * @param events the sample events
     * @param work for what is unpacked and cached
     */
    public FunctionStarts(Path functions, Path usual, Path runtime, Path events, Path work) {
        this.functions = functions;
        this.usual = usual;
        this.runtime = runtime;
        this.events = events;
        this.work = work;
    }

    /** Where a build leaves everything, seen from {@code bench/target}. */
    public static FunctionStarts built(Path root) {
        return new FunctionStarts(
                root.resolve("functions/target/lethe-functions.zip"),
                root.resolve("bench/usual/target/lib"),
                root.resolve("bench/target/runtime"),
                root.resolve("events"),
                root.resolve("bench/target/started"));
    }

    /** Starts functions, each time in a world of its own, so many times in each way, and tells how long it took. */
    public String table(Set<Fn> wanted, int runs) throws IOException, InterruptedException {
        var shipped = Deployed.zip("", functions, work);
        var racers = new ArrayList<Racer>();
        for (var fn : new TreeSet<>(wanted)) {
            var deployed = shipped.handledBy(fn.trigger().entryPoint());
            racers.add(new Racer(fn.name().toLowerCase(Locale.ROOT), fn, deployed, true));
        }
        racers.add(new Racer("consent, the usual way", Fn.CONSENT, Deployed.directory(USUAL, usual), false));
        var text = new StringBuilder("""
                | function | plain: to its first answer, ms | of it, its first request | AOT cache: to its first answer | primed: its first request | classes loaded |
                |---|---:|---:|---:|---:|---:|
                """);
        for (var racer : racers) {
            text.append(row(racer, runs));
        }
        return text.append("\nShipped: a zip of %.1f MB. The usual function's jars: %.1f MB.%n"
                        .formatted(
                                functions.toFile().length() / BYTES_PER_MEGABYTE,
                                Deployed.directory(USUAL, usual).size() / BYTES_PER_MEGABYTE))
                .toString();
    }

    private String row(Racer racer, int runs) throws IOException, InterruptedException {
        var log = work.resolve("loaded.log");
        start(racer, List.of("-Xlog:class+load:file=" + log), false);
        var classes = LOADED.matcher(Files.readString(log)).results().count();
        var cache = work.resolve(racer.title.replaceAll("[^a-z]+", "-") + ".aot");
        start(racer, List.of("-XX:AOTCacheOutput=" + cache), false);
        var plain = new ArrayList<Times>();
        var cached = new ArrayList<Times>();
        var primed = new ArrayList<Times>();
        for (var run = 0; run < runs; run++) {
            plain.add(start(racer, List.of(), false));
            cached.add(start(racer, List.of("-XX:AOTCache=" + cache), false));
            if (racer.primes) {
                primed.add(start(racer, List.of(), true));
            }
        }
        return "| %s | %s | %s | %s | %s | %,d |%n"
                .formatted(
                        racer.title,
                        told(plain, Times::totalMillis),
                        told(plain, Times::firstMillis),
                        told(cached, Times::totalMillis),
                        racer.primes ? told(primed, Times::firstMillis) : "",
                        classes);
    }

    private static String told(List<Times> times, ToDoubleFunction<Times> what) {
        var sorted = times.stream().mapToDouble(what).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f / %.0f", sorted[0], sorted[sorted.length / 2]);
    }

    private Times start(Racer racer, List<String> flags, boolean snapshot) throws IOException, InterruptedException {
        try (var world = SampleEvents.world()) {
            return start(racer.fn, racer.deployed, world, flags, snapshot);
        }
    }

    /**
     * A first answer, and what it took.
     *
     * @param loaded the classes that were loaded for it, after the function was ready or was taken a snapshot of
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record First(byte[] answer, List<String> loaded) {}

    /** Starts a shipped function in a world that is there, to its first answer; after its snapshot, or plainly. */
    public First first(Fn fn, LocalWorld world, boolean snapshot) throws IOException, InterruptedException {
        var deployed = Deployed.zip(fn.trigger().entryPoint(), functions, work);
        var event = event(fn);
        var log = work.resolve("first.log");
        var flags = List.of("-Xlog:class+load:file=" + log + "::filecount=0");
        try (var started = Started.start(deployed, runtime, variables(fn, world, snapshot), flags)) {
            var ready = started.ready(snapshot);
            var before = Files.readAllLines(log).size();
            var times = started.first(snapshot, ready, Files.readAllBytes(event));
            check(event, times.answer());
            var loaded = Files.readAllLines(log).stream()
                    .skip(before)
                    .filter(line -> LOADED.matcher(line).find())
                    .map(line -> line.replaceFirst("^.*\\] (\\S+) source: .*$", "$1"))
                    .toList();
            return new First(times.answer(), loaded);
        }
    }

    private static Map<String, String> variables(Fn fn, LocalWorld world, boolean snapshot) {
        var variables = new HashMap<>(world.environment(fn));
        variables.put("POWERTOOLS_SERVICE_NAME", "consent");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapshot ? "snap-start" : "on-demand");
        return variables;
    }

    private Times start(Fn fn, Deployed deployed, LocalWorld world, List<String> flags, boolean snapshot)
            throws IOException, InterruptedException {
        var event = event(fn);
        try (var started = Started.start(deployed, runtime, variables(fn, world, snapshot), flags)) {
            var times = started.first(snapshot, started.ready(snapshot), Files.readAllBytes(event));
            check(event, times.answer());
            return times;
        }
    }

    /** What goes wrong fast is not to be measured. */
    private static void check(Path event, byte[] answer) throws IOException {
        var expected = status(Files.readAllBytes(
                event.resolveSibling(event.getFileName().toString().replace(".json", ".expected.json"))));
        if (!expected.equals(status(answer))) {
            throw new IllegalStateException("another answer than expected to " + event.getFileName());
        }
    }

    /** The status of an HTTP answer; of any other whether there is one. */
    private static String status(byte[] answer) {
        return Json.read(answer).orElse("") instanceof Map<?, ?> tree
                ? String.valueOf(tree.get("statusCode"))
                : "no object";
    }

    /** What a function has most to do for, of its samples. */
    private Path event(Fn fn) {
        var sample =
                switch (fn) {
                    case SITE -> "problem";
                    case NOTICE -> "publish-next-version";
                    case CONSENT -> "grant";
                    case CONVERSATION -> "on-contract";
                    case RIGHTS -> "erasure-of-a-stranger";
                    case CERTIFICATE -> "no-such-erasure";
                    case EXPIRY -> "expired";
                    case WATCH -> "appended";
                    case DELIVERY -> "withdrawn";
                    case PURGE, ROTATION -> "hourly";
                    case VERIFY -> "daily";
                    case HOLD -> "none-yet";
                    case RETENTION -> "no-runs-yet";
                    case PURGING -> "none-yet";
                    case INCIDENT -> "whom-to-tell";
                    case REPLAN, HOLDING, SCOPING -> "every-minute";
                    case ERASURE, ESCALATION -> "every-five-minutes";
                    case FINDINGS -> "guardduty";
                };
        return events.resolve(fn.name().toLowerCase(Locale.ROOT)).resolve(sample + ".json");
    }
}
