package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The public holidays of a country, or of a region, that its law or its authority goes by; those of its regions are left
 * out. Whatever is missing here makes a deadline earlier.
 *
 * @param zone the time zone of its authority
 * @param days each year that it knows, with that year's holidays as month and day
 */
public record HolidayCalendar(
        Place calendar,

        @Text(max = 40, form = "[A-Za-z_]+(?:/[A-Za-z_]+){0,2}")
        String zone,

        @Text(max = 5, form = "[0-9]{4}|[0-1][0-9]-[0-3][0-9]") @Items(max = YEARS_MAX)
        Map<String, Set<String>> days) {

    /** How many years a calendar may know, and how many holidays a year may have. */
    static final int YEARS_MAX = 40;

    public HolidayCalendar {
        Regime.checkZone(zone);
    }

    public boolean knows(LocalDate day) {
        return days.containsKey(Integer.toString(day.getYear()));
    }

    public boolean isHoliday(LocalDate day) {
        var year = days.get(Integer.toString(day.getYear()));
        return year != null && year.contains(day.toString().substring("2026-".length()));
    }
}
