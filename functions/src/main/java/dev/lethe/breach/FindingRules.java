package dev.lethe.breach;

import dev.lethe.breach.Words.Finding;
import dev.lethe.breach.Words.Finding.Detector;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the findings of AWS's detectors, as EventBridge brings them. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html">GuardDuty's</a>
 * @see <a href="https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html">Macie's</a>
 */
final class FindingRules {
    /** Medium, from which on GuardDuty calls activity suspicious: of 1 to 10. */
    static final BigDecimal GUARDDUTY_MIN = new BigDecimal("4.0");

    /** Medium, of 1 to 3. */
    static final BigDecimal MACIE_MIN = new BigDecimal("2");

    private static final int TEXT_MAX = 200;
    private static final int TITLE_MAX = 1_000;
    private static final int SEVERITY_MAX = 20;

    /** What is wrong with an event that cannot be read. */
    enum Unreadable {
        UNKNOWN_DETECTOR,
        NO_ID,
        NO_TYPE,
        NO_SEVERITY,
        NO_TIME
    }

    /** What an event comes to. */
    sealed interface Outcome {
        record Read(Found found) implements Outcome {}

        record Parked(Unreadable why) implements Outcome {}
    }

    /**
     * Reads an event.
     *
     * @param detailType how EventBridge names its form
     */
    static Outcome read(String source, String detailType, Map<?, ?> detail, Instant now) {
        var detector = detector(source, detailType);
        if (detector.isEmpty()) {
            return new Outcome.Parked(Unreadable.UNKNOWN_DETECTOR);
        }
        var id = text(detail.get("id"));
        if (id.isEmpty()) {
            return new Outcome.Parked(Unreadable.NO_ID);
        }
        var type = text(detail.get("type"));
        if (type.isEmpty()) {
            return new Outcome.Parked(Unreadable.NO_TYPE);
        }
        var severity = severity(detector.get(), detail.get("severity"));
        if (severity.isEmpty()) {
            return new Outcome.Parked(Unreadable.NO_SEVERITY);
        }
        var createdAt = instant(detail.get("createdAt"));
        var updatedAt = instant(detail.get("updatedAt"));
        if (createdAt.filter(at -> !at.isBefore(CheckedFacts.EARLIEST)).isEmpty() || updatedAt.isEmpty()) {
            return new Outcome.Parked(Unreadable.NO_TIME);
        }
        var finding = new Finding(
                detector.get(),
                id.get(),
                type.get(),
                severity.get().toPlainString(),
                Optional.ofNullable(detail.get("title"))
                        .filter(String.class::isInstance)
                        .map(title -> cut(String.valueOf(title), TITLE_MAX))
                        .filter(title -> !title.isEmpty()),
                updatedAt.get());
        // A detector's clock may be ahead of ours.
        var detectedAt = createdAt.get().isAfter(now) ? now : createdAt.get();
        var min = detector.get() == Detector.GUARDDUTY ? GUARDDUTY_MIN : MACIE_MIN;
        return new Outcome.Read(new Found(finding, detectedAt, severity.get().compareTo(min) >= 0));
    }

    private static Optional<Detector> detector(String source, String detailType) {
        return switch (source + "/" + detailType) {
            case "aws.guardduty/GuardDuty Finding" -> Optional.of(Detector.GUARDDUTY);
            case "aws.macie/Macie Finding" -> Optional.of(Detector.MACIE);
            default -> Optional.empty();
        };
    }

    /** GuardDuty tells a number, Macie an object with one. */
    private static Optional<BigDecimal> severity(Detector detector, @Nullable Object told) {
        var number = detector == Detector.MACIE && told instanceof Map<?, ?> of ? of.get("score") : told;
        if (!(number instanceof Number) || String.valueOf(number).length() > SEVERITY_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(String.valueOf(number)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(@Nullable Object told) {
        return told instanceof String text && !text.isBlank() && text.length() <= TEXT_MAX
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<Instant> instant(@Nullable Object told) {
        try {
            return told instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }

    private FindingRules() {}
}
