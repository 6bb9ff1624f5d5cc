package dev.lethe.regime;

import dev.lethe.kernel.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.IntStream;

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
    private static final Duration SUMMER_TIME = Duration.ofHours(1);

    /**
     * The last instant of the period, or the earlier, safer one where readings differ. The law counts days where the person
     * is, to the end of the last or of the next working day; their date may be the one before or after that in UTC. So the
     * months are counted from each of the three, to the same time of day or the last day of a shorter month; the earliest
     * is taken, less the hour by which summer time may move it.
     */
    public Instant due(Instant receivedAt) {
        var at = receivedAt.atOffset(ZoneOffset.UTC);
        return IntStream.rangeClosed(-1, 1)
                .mapToObj(days -> at.plusDays(days).plus(period).minusDays(days))
                .min(Comparator.naturalOrder())
                .orElse(at)
                .minus(SUMMER_TIME)
                .toInstant();
    }
}
