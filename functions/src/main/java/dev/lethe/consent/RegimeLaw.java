package dev.lethe.consent;

import dev.lethe.notice.Terms;
import dev.lethe.notice.Use;
import dev.lethe.regime.ConsentModel.Demand;
import dev.lethe.regime.Fact;
import dev.lethe.regime.PurposeClass;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Situation;
import dev.lethe.regime.Strictest.Finding;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.Set;

/**
 * The law as the regimes' data have it: of where people live, and of where the controller is established. They are read only where
 * something is known that brings one in.
 */
public final class RegimeLaw implements Law {
    private final Questions questions;
    private final Questions known;

    public RegimeLaw(Questions questions) {
        this.questions = questions;
        this.known = questions.assumingNothing();
    }

    @Override
    public boolean asksParent(Situation of, LocalDate on) {
        return of.isMinor() && questions.needsParent(of, on).orElse(false);
    }

    @Override
    public Optional<String> asksForConsent(Terms terms, Situation of, LocalDate on) {
        var kind = terms.use().flatMap(RegimeLaw::kind);
        if (kind.isEmpty() || !of.hasPlace()) {
            return Optional.empty();
        }
        return known.consent(kind.get(), of, on).all().stream()
                .filter(finding -> finding.answer().compareTo(Demand.OPT_IN) >= 0)
                // Where the law leaves a choice, whoever wrote the notice has made it.
                .filter(RegimeLaw::leavesNoChoice)
                .map(Finding::regime)
                .findFirst();
    }

    private static boolean leavesNoChoice(Finding<Demand> finding) {
        return finding.fact()
                .consent()
                .filter(consent -> !consent.model().leavesChoice())
                .isPresent();
    }

    /** The class of purposes that regimes tell apart; none for what only the notice can judge. */
    private static Optional<PurposeClass> kind(Use use) {
        return switch (use) {
            case SERVICE, SECURITY, PERSONALISATION, PROFILING -> Optional.empty();
            case ANALYTICS -> Optional.of(PurposeClass.ANALYTICS);
            case DIRECT_MARKETING, TARGETED_ADVERTISING, SALE, SHARING -> Optional.of(PurposeClass.MARKETING);
            case AI_TRAINING -> Optional.of(PurposeClass.AI_TRAINING);
        };
    }

    @Override
    public boolean honours(Signal signal, Situation of, LocalDate on) {
        return of.residence().isEmpty()
                || known.signal(of, on)
                        .best()
                        .filter(found -> found.answer() != Fact.Signal.NONE)
                        .isPresent();
    }

    @Override
    public Optional<Period> renewAfter(Situation of, LocalDate on) {
        return of.hasPlace() ? known.renewAfter(of, on).best().map(Finding::answer) : Optional.empty();
    }

    @Override
    public Set<String> applied(Situation of) {
        return of.hasPlace() ? known.applicable(of).keySet() : Set.of();
    }
}
