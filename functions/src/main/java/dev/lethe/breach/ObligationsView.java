package dev.lethe.breach;

import dev.lethe.breach.Severity.Flag;
import dev.lethe.breach.Severity.Level;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom to tell of a breach, as it is shown at a moment.
 *
 * @param now the moment that what remains is counted from
 * @param provisional whether clocks run from detection, for want of awareness
 * @param risk the risk that was gone by
 * @param obligations the earliest due first
 * @param silent regimes that apply, and by which nobody is to be told
 * @param uncovered places where people live whose law is not known here: there may be duties that are not told
 */
public record ObligationsView(
        Instant now,
        boolean provisional,
        Risk risk,
        Optional<SeverityView> severity,
        List<ObligationView> obligations,
        List<SilentView> silent,
        Set<Place> uncovered) {

    /** ENISA's score; decimals as text. */
    public record SeverityView(
            String score,
            Level level,
            String context,
            String identification,
            String circumstances,
            Set<Flag> flags,
            List<ReasonView> reasons) {}

    /** What an answer counted, and by which fact of the method. */
    public record ReasonView(String answer, String counted, String by, Optional<String> because) {}

    /** A regime by which nobody is to be told. */
    public record SilentView(String regime, String why) {}

    public static ObligationsView of(Obligations of, Instant now) {
        return new ObligationsView(
                now,
                of.provisional(),
                of.risk(),
                of.severity().map(ObligationsView::severity),
                of.all().stream().map(one -> ObligationView.of(one, now)).toList(),
                of.silent().stream()
                        .map(silent ->
                                new SilentView(silent.regime(), silent.why().says()))
                        .toList(),
                of.uncovered());
    }

    private static SeverityView severity(Severity severity) {
        return new SeverityView(
                severity.score().toPlainString(),
                severity.level(),
                severity.context().toPlainString(),
                severity.identification().toPlainString(),
                severity.circumstances().toPlainString(),
                severity.flags(),
                severity.reasons().stream()
                        .map(reason -> new ReasonView(
                                reason.answer(), reason.counted().toPlainString(), reason.by(), reason.because()))
                        .toList());
    }
}
