package dev.lethe.audit;

import java.util.SortedMap;
import java.util.function.Consumer;

/** All of evidence, row by row, for whoever takes it out to have it checked. */
public interface EvidenceRows {

    /**
     * Shows every row as {@link Leaf} takes it: the rows of one partition key together, in the order of their sort keys. What is
     * written meanwhile may be among them or not.
     */
    void each(Consumer<SortedMap<String, Object>> row);
}
