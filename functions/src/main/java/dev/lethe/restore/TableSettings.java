package dev.lethe.restore;

import dev.lethe.api.Table;

/** What is promised of the tables that the suite serves from besides their rows, and is lost when one is restored or made anew. */
public interface TableSettings {

    /** A setting, as {@link Table} promises it: of a table that is to have no stream or no expiry, that it has none. */
    enum Setting {
        /** Rows leave by their time. */
        EXPIRY,
        /** What changes is told of, with old and new images. */
        STREAM,
        /** It can be restored to any second of so many days. */
        RECOVERY,
        /** Where the deployment is guarded, nobody deletes it without unlocking it first; elsewhere nothing is promised. */
        PROTECTION
    }

    /** How a setting was found. */
    enum State {
        /** As promised. */
        STANDS,
        /** Not as promised. */
        LOST,
        /** Not as promised, and set again. */
        SET,
        /** The engine does not know such a setting. */
        UNKNOWN
    }

    /**
     * One setting of one table.
     *
     * @param state how it was found
     */
    record Found(Table table, Setting setting, State state) {}

    /** Looks, and changes nothing. */
    State look(Table table, Setting setting);

    /**
     * Sets what is not as promised.
     *
     * @throws dev.lethe.kernel.StoreUnavailable when that is refused, so that the suite is not opened without it
     */
    State ensure(Table table, Setting setting);
}
