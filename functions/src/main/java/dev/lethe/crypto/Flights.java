package dev.lethe.crypto;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one do what many ask for at the same time: the others wait, and are given what it came to. Nothing is kept once it is
 * done, and of a failure nothing at all: who waited is told of it, and the next to ask tries again.
 */
final class Flights<K, V> {
    /** How many may be under way; whoever comes beyond that goes alone. */
    static final int UNDER_WAY_MAX = 10_000;

    private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    V share(K what, Supplier<V> flight) {
        if (underWay.mappingCount() >= UNDER_WAY_MAX) {
            return flight.get();
        }
        var mine = new CompletableFuture<V>();
        var other = underWay.putIfAbsent(what, mine);
        if (other != null) {
            return join(other);
        }
        try {
            var landed = flight.get();
            mine.complete(landed);
            return landed;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(what, mine);
        }
    }

    static <V> V join(CompletableFuture<V> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("a flight fails only at run time");
            }
        }
    }
}
