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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is done for one purpose: the substance of a notice, in every language the same.
 *
 * @param categories of personal data, such as {@code message-text}
 * @param retention how long data is kept for this purpose, 1 day to 10 years
 * @param use what kind of purpose it is, where a law treats that kind apart
 * @param special data of special categories that it is about, and the condition besides the basis
 * @param ground the interest, the law or the task that it rests on (GDPR Art. 13(1)(d), 6(3))
 * @param conditionOfService whether service is refused to who does not agree: told in findings, since such consent is not free
 * @param consentLasts for how long a yes counts before it has to be asked for again
 * @param anonymised whether words that many people used are counted once the period is over, without whose they were
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
        Set<String> recipients,

        Optional<Use> use,
        Optional<Special> special,

        @Text(max = 400, example = "Keeping the bot safe from abuse")
        Optional<String> ground,

        Optional<Boolean> conditionOfService,
        Optional<Period> consentLasts,
        Optional<Boolean> anonymised) {
    private static final Period RETENTION_MAX = Period.ofYears(10);

    public Terms {
        if (!keepable(retention)) {
            throw new Malformed("/retention", "must be 1 day to 10 years");
        }
        if (consentLasts.filter(lasts -> !keepable(lasts)).isPresent()) {
            throw new Malformed("/consentLasts", "must be 1 day to 10 years");
        }
        if (consentLasts.isPresent() && !asks(basis, special)) {
            throw new Malformed("/consentLasts", "is only of a purpose that people are asked about");
        }
    }

    /** Terms that say nothing besides what every notice has to say. */
    public Terms(
            Purpose purpose,
            LegalBasis basis,
            Set<String> categories,
            Period retention,
            String retentionReason,
            Set<String> recipients) {
        this(
                purpose,
                basis,
                categories,
                retention,
                retentionReason,
                recipients,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether people are told that something is kept of it without them. */
    public boolean isAnonymised() {
        return anonymised.orElse(false);
    }

    /** Whether people have to be asked: it rests on consent, or data of special categories do. */
    public boolean asks() {
        return asks(basis, special);
    }

    private static boolean asks(LegalBasis basis, Optional<Special> special) {
        return basis == LegalBasis.CONSENT
                || special.filter(data -> data.condition() == Special.Condition.EXPLICIT_CONSENT)
                        .isPresent();
    }

    /** Whether nothing but an express statement will do (GDPR Art. 9(2)(a)). */
    public boolean asksExplicitly() {
        return special.filter(data -> data.condition() == Special.Condition.EXPLICIT_CONSENT)
                .isPresent();
    }

    /** Whether anything may be kept for that long: 1 day to 10 years. */
    public static boolean keepable(Period period) {
        return !period.isNegative() && !period.isZero() && !tooLong(period);
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
        // What earlier versions could not say leaves their digests as they were.
        use.ifPresent(kind -> sized(text, List.of("use", kind.name())));
        special.ifPresent(data -> {
            sized(text, List.of("special", data.condition().name()));
            sized(text, new TreeSet<>(data.categories().stream().map(Enum::name).toList()));
        });
        if (isAnonymised()) {
            sized(text, List.of("anonymised"));
        }
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    /** Each text behind its length, and all behind their number, so that no two substances read the same. */
    private static void sized(StringBuilder to, Collection<String> texts) {
        to.append(texts.size()).append(';');
        texts.forEach(text -> to.append(text.length()).append(':').append(text));
    }
}
