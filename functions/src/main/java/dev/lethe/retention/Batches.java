package dev.lethe.retention;

import dev.lethe.kernel.StoreUnavailable;
import java.util.function.IntFunction;

/** How many items are taken at once: more while that goes well, fewer when the store is pressed. */
final class Batches {
    /** Two writes each, in one transaction. */
    static final int ITEMS_MAX = 48;

    static final int ATTEMPTS_MAX = 4;

    private int size = ITEMS_MAX / 2;

    int size() {
        return size;
    }

    /**
     * Does something with as many items as seems right now, and with half as many when that is too much.
     *
     * @throws StoreUnavailable when even few are too many
     */
    <T> T take(IntFunction<T> some) {
        for (var attempt = 1; ; attempt++) {
            try {
                var done = some.apply(size);
                size = Math.min(ITEMS_MAX, size * 2);
                return done;
            } catch (StoreUnavailable e) {
                size = Math.max(1, size / 2);
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }
}
