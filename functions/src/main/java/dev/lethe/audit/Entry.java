package dev.lethe.audit;

import dev.lethe.kernel.ClientId;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One fact that the suite must be able to prove later. Holds pseudonyms and our own words only: no content, no platform's
 * id.
 *
 * @param action a past participle, such as {@code consent.captured}
 */
public record Entry(String action, ClientId actor, Instant at, SortedMap<String, String> details) {
    public Entry {
        details = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    public static Entry of(String action, ClientId actor, Instant at, Map<String, String> details) {
        return new Entry(action, actor, at, new TreeMap<>(details));
    }
}
