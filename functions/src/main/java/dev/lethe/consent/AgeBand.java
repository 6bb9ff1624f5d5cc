package dev.lethe.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** How old somebody is, as roughly as the law lets it be; a birth date is nobody's business. */
public enum AgeBand {
    UNDER_13(0, 12),
    AGE_13(13, 13),
    AGE_14(14, 14),
    AGE_15(15, 15),
    /** Where it is not known more exactly, the youngest of them counts. */
    FROM_13_TO_15(13, 15),
    FROM_16_TO_17(16, 17),
    ADULT(18, Integer.MAX_VALUE);

    private final int years;
    private final int yearsMax;

    AgeBand(int years, int yearsMax) {
        this.years = years;
        this.yearsMax = yearsMax;
    }

    /** The age that is certain, in whole years. */
    public int years() {
        return years;
    }

    /**
     * Whether somebody may be of this band who was said to be of another one: nobody ages faster than time passes. Who was asked
     * their age and was too young does not become older by being asked again (FTC, COPPA FAQ H.3).
     */
    boolean mayFollow(AgeBand before, Instant saidAt, Instant now) {
        var birthdays = Period.between(dayOf(saidAt), dayOf(now)).getYears() + 1L;
        return years <= before.yearsMax + birthdays;
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Whether somebody of this band may need a parent's word. */
    public boolean isMinor() {
        return this != ADULT;
    }
}
