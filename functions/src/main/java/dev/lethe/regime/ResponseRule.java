package dev.lethe.regime;

import dev.lethe.kernel.Text;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * By when a person's request has to be answered, under one rule of law.
 *
 * @param id names the rule in the fact base
 * @param basis the article
 * @param confidence how well its source was checked
 */
public record ResponseRule(
        @Text(max = 80, form = "[a-z0-9_.]+") String id,
        @Text(max = 400) String rule,
        Period period,
        @Text(max = 40, form = "calendar_months") String unit,
        @Text(max = 200) String basis,

        @Text(max = 20, form = "primary|secondary|weak|conflict|unverified")
        String confidence) {

    /**
     * The last instant of the period. Months are counted in UTC to the same time of day, or the last day of a shorter month;
     * where the law reads later (the end of that day, the next working day), this is the earlier, safer instant.
     */
    public Instant due(Instant receivedAt) {
        return receivedAt.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }
}
