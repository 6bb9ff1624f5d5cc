package dev.lethe.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;

/** Keeps how far the clock is ahead, so that a restart does not bring back what has expired. */
final class KeptClock {
    private final Path file;

    KeptClock(Path directory) {
        this.file = directory.resolve("clock");
    }

    MovableClock clock() {
        try {
            var ahead = Files.exists(file) ? Duration.parse(Files.readString(file)) : Duration.ZERO;
            return new MovableClock(Clock.systemUTC(), ahead);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock could not be read", e);
        }
    }

    void keep(MovableClock clock) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = file.resolveSibling("clock.new");
            Files.writeString(fresh, clock.ahead().toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock could not be kept", e);
        }
    }
}
