package dev.lethe.retention;

import java.util.List;

/**
 * What is kept of a day without whom, and of how many items it was counted.
 *
 * @param items in which there was a word to count
 */
public record Anonymised(List<Statistic> statistics, int items) {
    /** Nothing is. */
    public static final Anonymised NOTHING = new Anonymised(List.of(), 0);
}
