package dev.lethe.broken.ambient;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Asks the world, in every way there is. */
public final class Asking {
    public Instant now() {
        return Instant.now();
    }

    public Supplier<Instant> reference() {
        return Instant::now;
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    public UUID uuid() {
        return UUID.randomUUID();
    }

    public Random random() {
        return new Random();
    }

    public SecureRandom secureRandom() {
        return new SecureRandom();
    }

    public Map<String, String> environment() {
        return System.getenv();
    }

    public long millis() {
        return System.currentTimeMillis();
    }

    public long nanos() {
        return System.nanoTime();
    }
}
