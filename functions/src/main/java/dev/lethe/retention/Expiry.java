package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Until when something is kept.
 *
 * @param purposes until when it may be used for each purpose it was taken in for
 * @param at the latest of these, when it goes
 */
public record Expiry(Map<Purpose, Instant> purposes, Instant at) {

    /** The latest of the purposes' ends; empty where there is no purpose. */
    static Optional<Expiry> latest(Map<Purpose, Instant> purposes) {
        return purposes.values().stream().max(Instant::compareTo).map(at -> new Expiry(purposes, at));
    }

    /** The day (UTC) whose key it is sealed under, and at whose end that key is destroyed. */
    public LocalDate day() {
        return dayOf(at);
    }

    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
