package dev.lethe.retention;

/**
 * Something in a schedule that whoever wrote it may not have meant.
 *
 * @param pointer a JSON Pointer (RFC 6901) into the schedule
 */
public record ScheduleFinding(String pointer, Kind kind) {

    /** What it is. */
    public enum Kind {
        /** The notice promises a shorter period, and that one counts. */
        LONGER_THAN_PROMISED,
        /** The notice does not say that such data are kept for the purpose, so nothing will be. */
        CATEGORY_NOT_IN_NOTICE,
        /** The notice does not say that anything is kept without the person, so nothing will be. */
        ANONYMISATION_NOT_IN_NOTICE
    }
}
