package dev.lethe.regime;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * When a period ends: by the rule's own clock, by every other reading there is, and which of them is safe.
 *
 * @param readings the clock's own reading first
 * @param caveats what the answer rests on, or leaves out
 */
public record Deadline(Fact fact, Term term, List<Reading> readings, List<Caveat> caveats) {

    /** One way to read the law, and the last second of the period by it. */
    public record Reading(By by, OffsetDateTime until) {}

    /** How a period was read. */
    public enum By {
        CLOCK("the rule's own clock"),
        EVENT_EXACT("counted from the very moment, without waiting for the next full hour"),
        NOT_ROLLED("ends on its last day, though that be a day off"),
        DAY_BEFORE("begins with the day of the event, so that it ends the day before"),
        HOLIDAYS_COUNT("public holidays counted as working days"),
        PAUSE_NOT_COUNTED("as if it had never stood still"),
        DAY_EXCLUDED("the day of the event left out"),
        ANY_ZONE("where it ends first of all time zones, less an hour for summer time");

        private final String says;

        By(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** What an answer rests on, or leaves out. */
    public enum Caveat {
        NO_ZONE("No time zone was given and the regime has none: only the reading that is safe in any is told."),
        DAY_ALONE("Only a day was given: hours are counted from its beginning."),
        NO_CALENDAR("No calendar of public holidays is known there: none is taken to delay it."),
        BEYOND_HORIZON("Beyond the years that the calendar of public holidays knows: none is taken to delay it."),
        PAUSE_IGNORED("Nothing in this regime lets this period stand still: pauses are not counted."),
        CLOCK_ASSUMED("The rule does not say how it is counted: this clock is assumed."),
        NOT_IN_FORCE("Not in force on the day it is counted from."),
        GUIDANCE("An authority's advice, or a common target, and no fixed period of law."),
        BEFORE_EVENT("Counted back from the event.");

        private final String says;

        Caveat(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** By the rule's own clock. */
    public OffsetDateTime due() {
        return readings.getFirst().until();
    }

    /** The reading to keep to: the earliest by which something must be done, or the latest until which it must be kept. */
    public Reading safer() {
        var order = Comparator.comparing((Reading reading) -> reading.until().toInstant());
        return readings.stream()
                .min(term.bound() == Term.Bound.AT_LEAST ? order.reversed() : order)
                .orElseThrow();
    }
}
