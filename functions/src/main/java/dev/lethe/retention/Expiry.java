package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Until when something is kept.
 *
 * @param purposes until when it may be used for each purpose it was taken in for
 * @param at the latest of these, when it goes
 */
public record Expiry(Map<Purpose, Instant> purposes, Instant at) {

    /** The day (UTC) whose key it is sealed under, and at whose end that key is destroyed. */
    public LocalDate day() {
        return dayOf(at);
    }

    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
