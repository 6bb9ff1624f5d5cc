package dev.lethe.notice;

import dev.lethe.notice.Finding.Law;
import dev.lethe.notice.Finding.Weight;
import dev.lethe.notice.Lacking.Gap;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.Situation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a notice lacks of what the laws it is meant for have told, as the regimes' data list it. Pure. */
final class NoticeFindings {

    /** What is found, and by which laws: what several ask for is said once. */
    private static final class Found {
        private Weight weight = Weight.CHECK;
        private final List<Law> laws = new ArrayList<>();
    }

    private final NoticeDraft draft;
    private final LocalDate day;
    private final Map<Gap, Found> found = new LinkedHashMap<>();

    private NoticeFindings(NoticeDraft draft, LocalDate day) {
        this.draft = draft;
        this.day = day;
    }

    /**
     * For the regimes that the notice names; where it names none, for those of where its controllers are established, and where it
     * does not say that either, for the GDPR.
     *
     * @param day of what is not in force by then, it is only said that it will be needed
     */
    static List<Finding> of(NoticeDraft draft, Regimes regimes, LocalDate day) {
        var findings = new NoticeFindings(draft, day);
        var established = established(draft, regimes);
        var meant = new TreeSet<>(draft.regimes().isPresent() || established.isEmpty() ? draft.meant() : established);
        meant.forEach(id -> findings.check(id, regimes.regime(id)));
        established.stream()
                .filter(id -> !meant.contains(id))
                .sorted()
                .forEach(id -> findings.add(
                        new Gap("/regimes", "does not name a law of where the controller is established"),
                        Weight.CHECK,
                        Law.of(id)));
        return findings.found.entrySet().stream()
                .map(one -> new Finding(
                        one.getValue().weight,
                        one.getKey().where(),
                        one.getKey().what(),
                        List.copyOf(one.getValue().laws)))
                .toList();
    }

    private static Set<String> established(NoticeDraft draft, Regimes regimes) {
        var establishments = draft.establishments();
        if (establishments.isEmpty()) {
            return Set.of();
        }
        var situation = new Situation(Optional.empty(), Optional.empty(), establishments);
        var applicable = new Questions(regimes).assumingNothing().applicable(situation);
        applicable.values().retainAll(Set.of(Ground.ESTABLISHMENT));
        return applicable.keySet();
    }

    /** Whether somebody should have looked at a notice again by now. */
    static boolean overdue(NoticeDraft draft, LocalDate today) {
        return draft.reviewBy().isBefore(today);
    }

    private void check(String id, Optional<Regime> regime) {
        var list = regime.flatMap(Regime::notice).orElse(List.of());
        if (list.isEmpty()) {
            add(
                    new Gap(
                            "/regimes",
                            "no list of what has to be told is kept for this law: have somebody look at it"),
                    Weight.CHECK,
                    Law.of(id));
        }
        var lacking = new Lacking(draft);
        for (var fact : list) {
            var told = fact.told().filter(lacking::concerns);
            told.stream()
                    .flatMap(of -> lacking.of(of).stream())
                    .forEach(gap -> add(gap, weight(regime.orElseThrow(), fact), Law.of(id, fact)));
        }
    }

    private Weight weight(Regime regime, Fact fact) {
        var asApplicable = fact.told().flatMap(Fact.Told::asApplicable).orElse(false);
        return asApplicable || !regime.isInForce(fact, day) ? Weight.CHECK : Weight.MISSING;
    }

    private void add(Gap gap, Weight weight, Law law) {
        var finding = found.computeIfAbsent(gap, _ -> new Found());
        if (weight == Weight.MISSING) {
            finding.weight = weight;
        }
        if (!finding.laws.contains(law)) {
            finding.laws.add(law);
        }
    }
}
