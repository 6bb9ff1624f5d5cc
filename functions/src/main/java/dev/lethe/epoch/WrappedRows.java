package dev.lethe.epoch;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of keys that an epoch's key wraps: of people, days and years. */
public interface WrappedRows {

    /** One wrapped key, and the row it stands in. */
    record Row(KeyName name, String pk, String sk, WrappedKey wrapped) {}

    /**
     * Some rows.
     *
     * @param next behind which the following page begins; absent on the last
     */
    record Page(List<Row> rows, Optional<String> next) {}

    /**
     * Reads a page of the whole table, with strong consistency, and of it the rows that are wrapped by none of these keys.
     *
     * @param except ARNs
     */
    Page page(Set<String> except, Optional<String> from);

    /** Puts a fresh wrapping in place of the one that was read, if that still stands and the key still lives. */
    boolean replace(Row read, WrappedKey fresh);
}
