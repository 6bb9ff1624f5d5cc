package dev.lethe.broken.ambient;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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

    public Clock ticking() {
        return Clock.tickSeconds(ZoneOffset.UTC);
    }

    public LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    public ZonedDateTime zoned() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    public OffsetDateTime offset() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    public LocalDateTime local() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    public YearMonth month() {
        return YearMonth.now(ZoneOffset.UTC);
    }

    public RandomGenerator generator() {
        return RandomGenerator.getDefault();
    }

    public RandomGenerator generatorOf() {
        return RandomGenerator.of("L64X128MixRandom");
    }

    public RandomGenerator factory() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    public Optional<String> property() {
        return Optional.ofNullable(System.getProperty("lethe.any"));
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
