package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of planning anew.
 *
 * @param people how many were looked at
 * @param categories what came of it, by category of data
 * @param keptFor of what is left, how many items each purpose keeps
 */
public record Tallies(long people, Map<String, Tally> categories, Map<String, Long> keptFor) {
    public static final Tallies NOTHING = new Tallies(0, Map.of(), Map.of());

    /** Both together. */
    public Tallies plus(Tallies other) {
        var sum = new TreeMap<>(categories);
        other.categories.forEach((category, tally) -> sum.merge(category, tally, Tally::plus));
        var kept = new TreeMap<>(keptFor);
        other.keptFor.forEach((purpose, items) -> kept.merge(purpose, items, Long::sum));
        return new Tallies(people + other.people, sum, kept);
    }

    Tallies plus(String category, Tally tally) {
        return plus(new Tallies(0, Map.of(category, tally), Map.of()));
    }

    Tallies keeping(Purpose purpose) {
        return plus(new Tallies(0, Map.of(), Map.of(purpose.value(), 1L)));
    }

    Tallies andPerson() {
        return new Tallies(people + 1, categories, keptFor);
    }

    /** How many items are gone. */
    public long removed() {
        return categories.values().stream().mapToLong(Tally::removed).sum();
    }
}
