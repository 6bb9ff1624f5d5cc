package dev.lethe.notice;

import dev.lethe.http.Malformed;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is done for one purpose: the substance of a notice, in every language the same.
 *
 * @param categories of personal data, such as {@code message-text}
 * @param retention how long data is kept for this purpose, 1 day to 10 years
 */
public record Terms(
        Purpose purpose,
        LegalBasis basis,

        @Items(max = 20) @Text(max = 40, form = "[a-z][a-z0-9-]*", example = "message-text")
        Set<String> categories,

        Period retention,

        @Text(max = 400, example = "So that the bot can pick up where you left off")
        String retentionReason,

        @Items(min = 0, max = 20) @Text(max = 120, example = "Example Hosting GmbH")
        Set<String> recipients) {
    private static final Period RETENTION_MAX = Period.ofYears(10);

    public Terms {
        if (retention.isNegative() || retention.isZero() || tooLong(retention)) {
            throw new Malformed("/retention", "must be 1 day to 10 years");
        }
    }

    @SuppressWarnings("JavaPeriodGetDays") // The months are looked at beside the days.
    private static boolean tooLong(Period period) {
        var from = LocalDate.EPOCH;
        var last = from.plus(RETENTION_MAX);
        return period.toTotalMonths() > RETENTION_MAX.toTotalMonths()
                || period.getDays() > ChronoUnit.DAYS.between(from, last)
                || from.plus(period).isAfter(last);
    }

    /** A digest of what a person agreed to: if it changes, they have to be asked again. */
    public String substance() {
        var text = new StringBuilder();
        sized(text, List.of(purpose.value(), basis.name(), retention.toString()));
        sized(text, new TreeSet<>(categories));
        sized(text, new TreeSet<>(recipients));
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    /** Each text behind its length, and all behind their number, so that no two substances read the same. */
    private static void sized(StringBuilder to, Collection<String> texts) {
        to.append(texts.size()).append(';');
        texts.forEach(text -> to.append(text.length()).append(':').append(text));
    }
}
