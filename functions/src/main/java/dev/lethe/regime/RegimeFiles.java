package dev.lethe.regime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the files of regimes, tables and calendars are: {@code eu_gdpr.json}, {@code tables/clocks.json},
 * {@code calendars/DE.json}.
 */
public interface RegimeFiles {
    int OWN_REGIMES_MAX = 100;

    /** The size of one file of an operator's own. */
    int OWN_BYTES_MAX = 1 << 20;

    Optional<byte[]> read(String name);

    /** The regimes that are not among those of the package, or stand in the place of one. */
    default List<String> own() {
        return List.of();
    }

    /** Those that come with the suite. */
    static RegimeFiles packaged() {
        return name -> {
            try (var resource = RegimeFiles.class.getResourceAsStream("/regime/" + name)) {
                return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("a regime could not be read", e);
            }
        };
    }

    /** An operator's own files, each in the place of the one of its name that comes with the suite, if there is one. */
    static RegimeFiles over(Path directory) {
        var packaged = packaged();
        return new RegimeFiles() {
            @Override
            public Optional<byte[]> read(String name) {
                var file = directory.resolve(name);
                try {
                    if (!Files.isRegularFile(file)) {
                        return packaged.read(name);
                    }
                    if (Files.size(file) > OWN_BYTES_MAX) {
                        throw new IllegalStateException(name + " is too large");
                    }
                    return Optional.of(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException("a regime could not be read", e);
                }
            }

            @Override
            public List<String> own() {
                try (Stream<Path> files = Files.list(directory)) {
                    var own = files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length()))
                            .sorted()
                            .limit(OWN_REGIMES_MAX + 1L)
                            .toList();
                    if (own.size() > OWN_REGIMES_MAX) {
                        throw new IllegalStateException("too many regimes of one's own");
                    }
                    return own;
                } catch (IOException e) {
                    throw new UncheckedIOException("the directory of regimes could not be read", e);
                }
            }
        };
    }
}
