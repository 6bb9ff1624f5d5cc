package dev.lethe.restore;

import dev.lethe.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The restored copies of some tables. */
public interface RestoredCopy {

    /** Of which tables there is one. */
    Set<Table> tables();

    /**
     * Some rows of a copy.
     *
     * @param next behind which the following page begins; absent on the last
     */
    record Page(List<Row> rows, Optional<String> next) {}

    Page page(Table table, Optional<String> from);

    /** What the table of keys was called by the service when the copy was made, if there is a copy that says so. */
    Optional<String> keysTable();
}
