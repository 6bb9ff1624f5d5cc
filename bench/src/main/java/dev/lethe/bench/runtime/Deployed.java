package dev.lethe.bench.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What would be deployed: a handler and the jars below {@code lib/}, which Lambda puts on the class path in the order of their names
 * behind its runtime's own.
 *
 * @param handler the class that Lambda is told to run
 */
record Deployed(String handler, List<Path> jars) {
    private static final String LIB = "lib/";

    /** A deployed zip, unpacked into a directory of its own. */
    static Deployed zip(String handler, Path zip, Path directory) throws IOException {
        var jars = new ArrayList<Path>();
        Files.createDirectories(directory);
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream()
                    .filter(entry -> entry.getName().startsWith(LIB) && !entry.isDirectory())
                    .toList()) {
                var jar = directory.resolve(
                        entry.getName().substring(LIB.length()).replace('/', '-'));
                try (var in = file.getInputStream(entry)) {
                    Files.write(jar, in.readAllBytes());
                }
                jars.add(jar);
            }
        }
        return new Deployed(handler, jars.stream().sorted().toList());
    }

    /** What lies in a directory as it would below {@code lib/}. */
    static Deployed directory(String handler, Path directory) {
        return new Deployed(handler, jars(directory));
    }

    Deployed handledBy(String other) {
        return new Deployed(other, jars);
    }

    /** How much it takes, in bytes. */
    long size() {
        return jars.stream().mapToLong(jar -> jar.toFile().length()).sum();
    }

    /** The class path, behind what the runtime brings. */
    String classPath(Path runtime) {
        return Stream.concat(jars(runtime).stream(), jars.stream())
                .map(jar -> jar.toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    private static List<Path> jars(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("jars are listed", e);
        }
    }
}
