package dev.lethe.epoch;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyWrap;
import dev.lethe.kernel.KeyUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Looks at every wrapped key there is: which epoch wraps it, whether it still unwraps, and whether no other row holds it. Changes
 * nothing, and keeps nothing but the names of keys while it looks.
 */
public final class VerifyKeys {
    /** How many rows that do not unwrap are named. */
    public static final int NAMED_MAX = 20;

    /**
     * What was found.
     *
     * @param rows how many rows each epoch wraps, by its number; 0 stands for a key that is no epoch's
     * @param unwrapped how many were unwrapped
     * @param broken how many were not, though the key service answered
     * @param twice how many rows hold a key that another row holds too: one of them was copied, to become somebody else's
     * @param named the keys of the first of the rows that are broken or twice, which tell nothing of anybody
     */
    public record Report(Map<Integer, Long> rows, long unwrapped, long broken, long twice, List<String> named) {
        /** Whether every key unwraps, under an epoch that is known, and is one row's alone. */
        public boolean sound() {
            return broken == 0 && twice == 0 && !rows.containsKey(0);
        }
    }

    private final Epochs epochs;
    private final WrappedRows rows;
    private final KeyWrap wrap;

    public VerifyKeys(Epochs epochs, WrappedRows rows, KeyWrap wrap) {
        this.epochs = epochs;
        this.rows = rows;
        this.wrap = wrap;
    }

    /** Counts the rows that each epoch wraps. */
    public Report count() {
        return run(false, _ -> {});
    }

    /** Unwraps every key, and forgets it at once. */
    public Report unwrapEach(LongConsumer progress) {
        return run(true, progress);
    }

    private Report run(boolean unwrap, LongConsumer progress) {
        var byArn = new TreeMap<String, Integer>();
        epochs.all().forEach(epoch -> epoch.arn().ifPresent(arn -> byArn.put(arn, epoch.number())));
        var counts = new TreeMap<Integer, Long>();
        var named = new ArrayList<String>();
        var names = new HashSet<KeyName>();
        var unwrapped = 0L;
        var broken = 0L;
        var twice = 0L;
        var from = Optional.<String>empty();
        do {
            var page = rows.page(Set.of(), from);
            for (var row : page.rows()) {
                counts.merge(byArn.getOrDefault(row.wrapped().wrappedBy(), 0), 1L, Long::sum);
                if (unwrap && unwraps(row)) {
                    unwrapped++;
                } else if (unwrap) {
                    broken++;
                    name(row, named);
                }
                if (unwrap && !names.add(row.name())) {
                    twice++;
                    name(row, named);
                }
            }
            progress.accept(unwrapped + broken);
            from = page.next();
        } while (from.isPresent());
        return new Report(counts, unwrapped, broken, twice, named);
    }

    private static void name(WrappedRows.Row row, List<String> named) {
        if (named.size() < NAMED_MAX) {
            named.add(row.pk() + " " + row.sk());
        }
    }

    private boolean unwraps(WrappedRows.Row row) {
        try {
            wrap.unwrap(row.wrapped(), row.name()).close();
            return true;
        } catch (KeyUnavailable e) {
            if (e.reason().passing()) {
                throw e;
            }
            return false;
        }
    }
}
