package dev.lethe.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own files. */
final class Project {
    static final Path ROOT =
            Path.of(System.getProperty("lethe.root", "..")).toAbsolutePath().normalize();

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Project() {}
}
