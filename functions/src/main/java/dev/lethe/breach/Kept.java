package dev.lethe.breach;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of one person at a time, as its rows say in the clear.
 *
 * @param messages within the selection
 * @param ofDays messages of the days that its window touches
 * @param lastSentAt when anything was said last
 * @param profile whether a profile is kept
 */
public record Kept(int messages, int ofDays, Optional<Instant> lastSentAt, boolean profile) {
    boolean nothing() {
        return lastSentAt.isEmpty() && !profile;
    }
}
