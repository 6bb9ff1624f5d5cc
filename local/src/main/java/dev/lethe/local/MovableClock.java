package dev.lethe.local;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time, which can be moved ahead and never back. */
public final class MovableClock implements InstantSource {
    /** How far the clock may be ahead: twenty years see every period out. */
    public static final Duration AHEAD_MAX = Duration.ofDays(20 * 366);

    private final InstantSource base;
    private final AtomicReference<Duration> ahead;

    public MovableClock(InstantSource base, Duration ahead) {
        this.base = base;
        this.ahead = new AtomicReference<>(ahead);
    }

    public static MovableClock system() {
        return new MovableClock(Clock.systemUTC(), Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead());
    }

    /** How far the clock is ahead of the real one. */
    public Duration ahead() {
        return ahead.get();
    }

    /**
     * Moves ahead by an ISO 8601 duration such as {@code PT36H} or {@code P30D}; days, months and years are the calendar's.
     *
     * @throws IllegalArgumentException when it is not one, or negative, or further than {@link #AHEAD_MAX} in all
     */
    public Instant advance(String duration) {
        try {
            var now = instant();
            var later = duration.contains("T")
                    ? now.plus(Duration.parse(duration))
                    : now.atOffset(ZoneOffset.UTC).plus(Period.parse(duration)).toInstant();
            var by = Duration.between(now, later);
            if (by.isNegative() || ahead().plus(by).compareTo(AHEAD_MAX) > 0) {
                throw new IllegalArgumentException("Time moves ahead, and within twenty years");
            }
            ahead.accumulateAndGet(by, Duration::plus);
            return instant();
        } catch (DateTimeException | ArithmeticException _) {
            throw new IllegalArgumentException("A duration is written like P30D or PT36H");
        }
    }
}
