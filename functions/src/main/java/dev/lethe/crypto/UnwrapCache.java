package dev.lethe.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the key service unwrapped for a short while: the unwrapping only, never the look-up of the row, so that a
 * shredded key stops working at the next request even where its plaintext is still in memory. Entries are found by the
 * wrapped bytes and the name they were unwrapped under, zeroed when they leave, and unwrapped once however many ask at the
 * same time.
 */
public final class UnwrapCache {
    public static final Duration AGE_MAX = Duration.ofMinutes(5);
    public static final int KEYS_MAX = 2_000;
    public static final int USES_MAX = 1_000;

    /** What is unwrapped, and under which name: equal where every byte is. */
    private record Id(WrappedKey wrapped, KeyName name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id that && wrapped.equals(that.wrapped) && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return wrapped.hashCode() ^ name.hashCode();
        }
    }

    private static final class Entry {
        final KeyBytes key;
        final Instant until;
        int uses;

        Entry(KeyBytes key, Instant until, int uses) {
            this.key = key;
            this.until = until;
            this.uses = uses;
        }
    }

    private final InstantSource clock;
    private final LinkedHashMap<Id, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ConcurrentHashMap<Id, CompletableFuture<KeyBytes>> flights = new ConcurrentHashMap<>();

    /** No entry is too old before this, so that looking at every one can wait until then. */
    private Instant due = Instant.MAX;

    public UnwrapCache(InstantSource clock) {
        this.clock = clock;
    }

    /** The key, for the caller to close; {@code unwrap} is asked when it is not here. */
    KeyBytes get(WrappedKey wrapped, KeyName name, Supplier<KeyBytes> unwrap) {
        var id = new Id(wrapped, name);
        var cached = cached(id);
        if (cached != null) {
            return cached;
        }
        var mine = new CompletableFuture<KeyBytes>();
        var flight = flights.putIfAbsent(id, mine);
        if (flight != null) {
            return Flights.join(flight).copy();
        }
        try {
            // Another flight may have landed between looking and taking off.
            var landed = cached(id);
            if (landed != null) {
                mine.complete(landed.copy());
                return landed;
            }
            var key = unwrap.get();
            keep(id, key.copy(), 1);
            mine.complete(key.copy());
            return key;
        } catch (RuntimeException | Error e) {
            // Nothing is kept of a failure, and nobody is left waiting: the next to ask tries again.
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(id, mine);
        }
    }

    /** Keeps a key that was just made. */
    void put(WrappedKey wrapped, KeyName name, KeyBytes key) {
        keep(new Id(wrapped, name), key.copy(), 0);
    }

    /** Zeroes everything. */
    public void clear() {
        synchronized (entries) {
            entries.values().forEach(entry -> entry.key.close());
            entries.clear();
        }
    }

    private @Nullable KeyBytes cached(Id id) {
        synchronized (entries) {
            expire();
            var entry = entries.get(id);
            if (entry == null) {
                return null;
            }
            var copy = entry.key.copy();
            if (++entry.uses >= USES_MAX) {
                entries.remove(id);
                entry.key.close();
            }
            return copy;
        }
    }

    private void keep(Id id, KeyBytes key, int uses) {
        synchronized (entries) {
            expire();
            var until = clock.instant().plus(AGE_MAX);
            var before = entries.put(id, new Entry(key, until, uses));
            due = until.isBefore(due) ? until : due;
            if (before != null) {
                before.key.close();
            }
            if (entries.size() > KEYS_MAX) {
                var eldest = entries.pollFirstEntry();
                eldest.getValue().key.close();
            }
        }
    }

    /** Zeroes what is too old, so that an environment which thaws after a long frost holds nothing it should not. */
    private void expire() {
        var now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = Instant.MAX;
        entries.values().removeIf(entry -> {
            var old = !entry.until.isAfter(now);
            if (old) {
                entry.key.close();
            } else if (entry.until.isBefore(due)) {
                due = entry.until;
            }
            return old;
        });
    }
}
