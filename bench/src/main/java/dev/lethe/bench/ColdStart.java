package dev.lethe.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fresh JVMs to their first sealed text, one after the other and each in its turn, beside a JVM that does nothing. Each has
 * exactly the jars on its class path that it loads from, and the compiler that Lambda uses for Java 25.
 */
final class ColdStart {
    private static final Path CACHES = Path.of("bench-aot");
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_TICK = 10;
    private static final int CHILD_USER = 15;
    private static final int CHILD_SYSTEM = 16;
    private static final Pattern SOURCE = Pattern.compile("source: file:(\\S+\\.jar)");

    /** Who starts. */
    private record Starter(String title, String name, boolean cached) {}

    private record Race(String title, List<String> command, List<Run> runs) {}

    private record Run(double wallMillis, double processorMillis) {}

    private static final List<Starter> STARTERS = List.of(
            new Starter("a JVM that does nothing", FirstSeal.NOTHING, false),
            new Starter("bare AES-256-GCM with HKDF-SHA-256", FirstSeal.BARE, false),
            new Starter("**Lethe**, its vault", FirstSeal.LETHE, false),
            new Starter("**Lethe**, its vault, AOT cache", FirstSeal.LETHE, true),
            new Starter("**Lethe**, its vault and its KMS adapter", FirstSeal.LETHE_KMS, false),
            new Starter("**Lethe**, its vault and its KMS adapter, AOT cache", FirstSeal.LETHE_KMS, true),
            new Starter("Tink", FirstSeal.TINK, false),
            new Starter("Tink, AOT cache", FirstSeal.TINK, true),
            new Starter("AWS Encryption SDK, hierarchical", FirstSeal.ESDK, false),
            new Starter("AWS Encryption SDK, hierarchical, AOT cache", FirstSeal.ESDK, true),
            new Starter("AWS Database Encryption SDK, KMS keyring", FirstSeal.DBESDK_KMS, false),
            new Starter("AWS Database Encryption SDK, KMS keyring, AOT cache", FirstSeal.DBESDK_KMS, true),
            new Starter("AWS Database Encryption SDK, hierarchical", FirstSeal.DBESDK_BRANCH, false));

    /** Starts each so many times, and tells how long it took. */
    static String table(int runs) throws IOException, InterruptedException {
        Files.createDirectories(CACHES);
        var races = new ArrayList<Race>();
        for (var starter : STARTERS) {
            races.add(new Race(starter.title, command(starter), new ArrayList<>()));
        }
        for (var run = 0; run < runs; run++) {
            for (var race : races) {
                race.runs.add(run(race.command));
            }
        }
        return Tables.row(Stream.of(
                        "a fresh JVM to its first sealed text",
                        "wall ms: min / median",
                        "processor ms: min / median",
                        "wall, min, to nothing",
                        "processor, min, to nothing"))
                + "|---|---:|---:|---:|---:|\n"
                + races.stream()
                        .map(race -> row(race.title, race.runs, races.getFirst().runs))
                        .collect(Collectors.joining());
    }

    private static String row(String title, List<Run> runs, List<Run> nothing) {
        var wall = runs.stream().mapToDouble(Run::wallMillis).sorted().toArray();
        var processor = runs.stream().mapToDouble(Run::processorMillis).sorted().toArray();
        return Tables.row(Stream.of(
                title,
                String.format(Locale.ROOT, "%.0f / %.0f", wall[0], wall[wall.length / 2]),
                String.format(Locale.ROOT, "%.0f / %.0f", processor[0], processor[processor.length / 2]),
                String.format(
                        Locale.ROOT,
                        "%.1fx",
                        wall[0]
                                / nothing.stream()
                                        .mapToDouble(Run::wallMillis)
                                        .min()
                                        .orElseThrow()),
                String.format(
                        Locale.ROOT,
                        "%.1fx",
                        processor[0]
                                / nothing.stream()
                                        .mapToDouble(Run::processorMillis)
                                        .min()
                                        .orElseThrow())));
    }

    private static List<String> command(Starter starter) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow"));
        var path = classPath(starter, command);
        var program = List.of("-cp", path, FirstSeal.class.getName(), starter.name);
        if (starter.cached) {
            var cache = CACHES.resolve(starter.name + ".aot").toString();
            run(joined(joined(command, List.of("-XX:AOTCacheOutput=" + cache)), program));
            command.add("-XX:AOTCache=" + cache);
        }
        return joined(command, program);
    }

    /** The jars that are loaded from, in the order they came in. */
    private static String classPath(Starter starter, List<String> command) throws IOException, InterruptedException {
        var all = System.getProperty("java.class.path");
        var log = Files.createTempFile("loaded", ".log");
        try {
            run(joined(
                    command,
                    List.of("-Xlog:class+load:file=" + log, "-cp", all, FirstSeal.class.getName(), starter.name)));
            var loaded = SOURCE.matcher(Files.readString(log))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            return Arrays.stream(all.split(File.pathSeparator, -1))
                    .filter(loaded::contains)
                    .collect(Collectors.joining(File.pathSeparator));
        } finally {
            Files.delete(log);
        }
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        var before = childTicks();
        var began = System.nanoTime();
        var status = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .waitFor();
        var wall = System.nanoTime() - began;
        if (status != 0) {
            throw new IllegalStateException("every starter ends well");
        }
        return new Run(wall / NANOS_PER_MILLI, (childTicks() - before) * MILLIS_PER_TICK);
    }

    /** What ended children used of the processor, as Linux tells; elsewhere nothing. */
    private static long childTicks() throws IOException {
        var stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        var fields = Files.readString(stat).split(" ", -1);
        return Long.parseLong(fields[CHILD_USER]) + Long.parseLong(fields[CHILD_SYSTEM]);
    }

    private ColdStart() {}
}
