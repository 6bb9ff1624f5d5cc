package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many people used which word of one day, by purpose. It is in memory only, and what is left of it are words that enough people
 * used: what fewer did is written nowhere.
 */
final class WordCounts {
    /** How many different words of a purpose are counted; what comes after has to be one of them. */
    static final int WORDS_MAX = 200_000;

    private final Map<Purpose, Map<String, Integer>> counts = new TreeMap<>(Comparator.comparing(Purpose::value));

    /** Counts a person, once for each of their words, however often they used it. */
    void add(Map<Purpose, Set<String>> person) {
        person.forEach((purpose, words) -> {
            var people = counts.computeIfAbsent(purpose, _ -> new HashMap<>());
            for (var word : words) {
                if (people.size() < WORDS_MAX || people.containsKey(word)) {
                    people.merge(word, 1, Integer::sum);
                }
            }
        });
    }

    /** What is left of it. */
    List<Statistic> statistics(LocalDate day, int peopleMin) {
        return counts.entrySet().stream()
                .map(of -> new Statistic(
                        day, of.getKey(), RetentionRule.TEXT, peopleMin, enough(of.getValue(), peopleMin)))
                .toList();
    }

    private static Map<String, Integer> enough(Map<String, Integer> people, int peopleMin) {
        var enough = new LinkedHashMap<String, Integer>();
        people.entrySet().stream()
                .filter(word -> word.getValue() >= peopleMin)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Statistic.WORDS_MAX)
                .forEach(word -> enough.put(
                        word.getKey(), Math.max(peopleMin, word.getValue() - word.getValue() % Statistic.ROUNDED_TO)));
        return enough;
    }

    @Override
    public String toString() {
        return "WordCounts[redacted]";
    }
}
