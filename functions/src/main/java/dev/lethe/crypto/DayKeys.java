package dev.lethe.crypto;

import dev.lethe.crypto.KeyRows.DayState;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of days. What a day's row said is remembered for a short while, since expiry is decided by the clock besides; the
 * wrapped key only, never the key itself.
 */
final class DayKeys {
    /** For how long a day's row is remembered. */
    static final Duration AGE_MAX = Duration.ofMinutes(5);

    /** How many days' rows are remembered. */
    private static final int DAYS_MAX = 4_000;

    private static final int ATTEMPTS_MAX = 3;

    private record Day(Tenant tenant, LocalDate day) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Day that && day.equals(that.day) && tenant.equals(that.tenant);
        }

        @Override
        public int hashCode() {
            return day.hashCode() ^ tenant.hashCode();
        }
    }

    private record DayRow(KeyName name, WrappedKey wrapped, Instant at) {}

    private final KeyWrap wrap;
    private final KeyRows rows;
    private final UnwrapCache cache;
    private final InstantSource clock;
    private final Map<Day, DayRow> days = new LinkedHashMap<>();
    private final Flights<Day, DayRow> flights = new Flights<>();

    DayKeys(KeyWrap wrap, KeyRows rows, UnwrapCache cache, InstantSource clock) {
        this.wrap = wrap;
        this.rows = rows;
        this.cache = cache;
        this.clock = clock;
    }

    /** The key of a day that is not over, made now if there is none. */
    KeyBytes of(Tenant tenant, LocalDate day) {
        if (day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new Unopenable(Reason.EXPIRED);
        }
        var wanted = new Day(tenant, day);
        return unwrapped(row(wanted, () -> findOrMake(wanted)));
    }

    /** The key of a day that may be over, never made: past days get no key. */
    KeyBytes ofThoughOver(Tenant tenant, LocalDate day) {
        return unwrapped(row(new Day(tenant, day), () -> find(tenant, day)));
    }

    private KeyBytes unwrapped(DayRow row) {
        return cache.get(row.wrapped, row.name, () -> wrap.unwrap(row.wrapped, row.name));
    }

    private WrappedKey find(Tenant tenant, LocalDate day) {
        if (rows.day(tenant, day) instanceof DayState.Live(var wrapped)) {
            return wrapped;
        }
        throw new Unopenable(Reason.EXPIRED);
    }

    private DayRow row(Day day, Supplier<WrappedKey> find) {
        // The first message of a day makes one key, however many come at once. Who finds no row known here may have
        // looked before a flight landed, and looks again from their own.
        return known(day)
                .orElseGet(() -> flights.share(day, () -> known(day).orElseGet(() -> remember(day, find.get()))));
    }

    private Optional<DayRow> known(Day day) {
        synchronized (days) {
            return Optional.ofNullable(days.get(day))
                    .filter(row -> row.at.plus(AGE_MAX).isAfter(clock.instant()));
        }
    }

    private DayRow remember(Day day, WrappedKey wrapped) {
        synchronized (days) {
            if (days.size() >= DAYS_MAX) {
                days.clear();
            }
            var row = new DayRow(KeyName.day(day.tenant, day.day), wrapped, clock.instant());
            days.put(day, row);
            return row;
        }
    }

    /** Forgets what rows said. */
    void forget() {
        synchronized (days) {
            days.clear();
        }
    }

    private WrappedKey findOrMake(Day day) {
        var name = KeyName.day(day.tenant, day.day);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var state = rows.day(day.tenant, day.day);
            if (state instanceof DayState.Live live) {
                return live.wrapped();
            }
            if (state instanceof DayState.Destroyed) {
                throw new Unopenable(Reason.EXPIRED);
            }
            var generated = wrap.generate(name);
            try (var key = generated.key()) {
                if (rows.createDay(day.tenant, day.day, generated.wrapped(), clock.instant())) {
                    cache.put(generated.wrapped(), name, key);
                    return generated.wrapped();
                }
            }
        }
        throw new IllegalStateException("a day's row settles at once");
    }
}
