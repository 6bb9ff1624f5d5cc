package dev.lethe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files, for tests of what bytecode cannot show. */
public final class Project {
    public static final Path ROOT =
            Path.of(System.getProperty("lethe.root", "..")).toAbsolutePath().normalize();

    public static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the project below a directory, build output and repository data left out. */
    public static List<Path> files(String directory, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The committed text of a generated part of the project; with {@code -Dlethe.write=true}, writes it first.
     */
    public static String committed(String file, String generated) {
        try {
            if (Boolean.getBoolean("lethe.write")) {
                Files.writeString(ROOT.resolve(file), generated);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Project() {}
}
