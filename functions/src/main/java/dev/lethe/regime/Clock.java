package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.util.Optional;
import java.util.Set;

/**
 * How periods are counted.
 *
 * @param closed days of the year (month and day) on which it does not end, beside weekends and public holidays
 * @param safer which other reading ends earlier
 * @param later the start of a reading that ends later than this one, where the text may be read so
 */
public record Clock(
        Start start,
        Counts counts,
        Roll roll,
        Safer safer,
        Optional<Start> later,

        @Text(max = 5, form = "[0-1][0-9]-[0-3][0-9]") @Items(max = 20)
        Optional<Set<String>> closed) {

    /** Where counting begins. */
    public enum Start {
        EXACT,
        NEXT_FULL_HOUR,
        DAY_EXCLUDED,
        DAY_INCLUDED
    }

    /** What is counted. */
    public enum Counts {
        HOURS,
        DAYS_OR_MONTHS,
        WORKING_DAYS
    }

    /** Where an end goes that falls on a day off. */
    public enum Roll {
        NONE,
        NEXT_WORKING_DAY
    }

    /** The reading that is never later than the clock's own. */
    public enum Safer {
        NONE,
        EVENT_EXACT,
        NOT_ROLLED,
        DAY_BEFORE,
        HOLIDAYS_COUNT
    }
}
