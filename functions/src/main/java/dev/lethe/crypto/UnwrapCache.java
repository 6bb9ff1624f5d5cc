package dev.lethe.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * shredded key stops working at the next request even where its plaintext is still in memory. Entries are found by a hash
 * of the wrapped bytes and the name they were unwrapped under, zeroed when they leave, and unwrapped once however many ask
 * at the same time.
 */
public final class UnwrapCache {
    public static final Duration AGE_MAX = Duration.ofMinutes(5);
    public static final int KEYS_MAX = 2_000;
    public static final int USES_MAX = 1_000;

    private static final class Entry {
        final KeyBytes key;
        final Instant since;
        int uses;

        Entry(KeyBytes key, Instant since, int uses) {
            this.key = key;
            this.since = since;
            this.uses = uses;
        }
    }

    private final InstantSource clock;
    private final LinkedHashMap<ByteBuffer, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ConcurrentHashMap<ByteBuffer, CompletableFuture<KeyBytes>> flights = new ConcurrentHashMap<>();

    public UnwrapCache(InstantSource clock) {
        this.clock = clock;
    }

    /** The key, for the caller to close; {@code unwrap} is asked when it is not here. */
    KeyBytes get(WrappedKey wrapped, KeyName name, Supplier<KeyBytes> unwrap) {
        var id = id(wrapped, name);
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
        keep(id(wrapped, name), key.copy(), 0);
    }

    /** Zeroes everything. */
    public void clear() {
        synchronized (entries) {
            entries.values().forEach(entry -> entry.key.close());
            entries.clear();
        }
    }

    private @Nullable KeyBytes cached(ByteBuffer id) {
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

    private void keep(ByteBuffer id, KeyBytes key, int uses) {
        synchronized (entries) {
            expire();
            var before = entries.put(id, new Entry(key, clock.instant(), uses));
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
        var oldest = clock.instant().minus(AGE_MAX);
        entries.values().removeIf(entry -> {
            var old = !entry.since.isAfter(oldest);
            if (old) {
                entry.key.close();
            }
            return old;
        });
    }

    private static ByteBuffer id(WrappedKey wrapped, KeyName name) {
        try {
            var fields = new Fields()
                    .add(wrapped.bytes())
                    .add(wrapped.wrappedBy())
                    .add(name.tenant().value())
                    .add(name.kind().name())
                    .add(name.id())
                    .add(Integer.toString(name.version()));
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(fields.bytes()));
        } catch (NoSuchAlgorithmException _) {
            throw new IllegalStateException("the JDK has SHA-256");
        }
    }
}
