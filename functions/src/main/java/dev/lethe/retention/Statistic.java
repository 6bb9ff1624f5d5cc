package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of everything that was due on one day and for one purpose: which words many people had used, and how many. It is made
 * once, when the day's key goes, and never changes. Nobody can be told from it: it has no text, no time and no id, and no word that
 * fewer people used (k-anonymity).
 *
 * @param day on which it was due (UTC)
 * @param peopleMin how many people have to have used a word, at least
 * @param people how many used each word, rounded down; nothing where no word was used by as many
 */
public record Statistic(LocalDate day, Purpose purpose, String category, int peopleMin, Map<String, Integer> people) {
    /** Fewer than that are never told, whatever a schedule says. */
    public static final int PEOPLE_MIN = 20;

    /** How many words are kept, those of the most people. */
    public static final int WORDS_MAX = 1_000;

    /** To a multiple of what numbers of people are rounded, so that one more or less is seldom seen. */
    public static final int ROUNDED_TO = 5;

    /** What may be told of it: where a schedule has since asked for more people, only what as many used. */
    Statistic told(int atLeast) {
        var enough = new LinkedHashMap<String, Integer>();
        people.forEach((word, of) -> {
            if (of >= atLeast) {
                enough.put(word, of);
            }
        });
        return new Statistic(day, purpose, category, Math.max(peopleMin, atLeast), enough);
    }
}
