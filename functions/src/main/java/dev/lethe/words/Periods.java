package dev.lethe.words;

import dev.lethe.kernel.LanguageTag;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** Periods in words, such as "30 days". */
public final class Periods {
    private static final LanguageTag POLISH = new LanguageTag("pl");
    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    /** Says a period by its own parts: a month is not thirty days. */
    @SuppressWarnings("JavaPeriodGetDays") // Years and months are said beside the days.
    public static String inWords(Period period, Phrases say) {
        var parts = new ArrayList<String>();
        add(parts, period.getYears(), "years", say);
        add(parts, period.getMonths(), "months", say);
        add(parts, period.getDays(), "days", say);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int number, String unit, Phrases say) {
        if (number != 0) {
            parts.add(say.say("period." + unit + "." + form(number, say.language()), "n", Integer.toString(number)));
        }
    }

    /** The form that a number takes, by the plural rules of Unicode's CLDR for the languages there are. */
    private static String form(int number, LanguageTag language) {
        if (number == 1) {
            return "one";
        }
        var last = number % TEN;
        var teens = number % HUNDRED / TEN == 1;
        return language.equals(POLISH) && last >= 2 && last <= 4 && !teens ? "few" : "other";
    }

    private Periods() {}
}
