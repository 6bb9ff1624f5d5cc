package dev.lethe.breach;

import dev.lethe.regime.Beginning;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadlines;
import dev.lethe.regime.Deadlines.Answer;
import dev.lethe.regime.Deadlines.Question;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Term;
import dev.lethe.regime.Term.Bound;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what the periods of a rule run from, and when they end. Pure; the counting is {@link Deadlines}'. */
final class DueRules {
    /** What a period runs from that begins when people are told. */
    private static final String PEOPLE_TOLD = "individuals_notified";

    private final BreachFacts facts;
    private final Deadlines deadlines;

    DueRules(BreachFacts facts, Deadlines deadlines) {
        this.facts = facts;
        this.deadlines = deadlines;
    }

    /** The periods of a rule by which something has to be done, as it is here: one stands in the place of another. */
    List<Term> terms(Fact fact) {
        var apply = fact.terms().orElse(List.of()).stream()
                .filter(term -> term.bound() == Bound.AT_MOST && term.outer().isEmpty())
                .filter(term -> term.only().stream().allMatch(facts::is))
                .toList();
        var replaced = apply.stream().flatMap(term -> term.insteadOf().stream()).toList();
        return apply.stream().filter(term -> !replaced.contains(term.name())).toList();
    }

    static boolean runsFromNotice(Term term) {
        return term.start().filter(PEOPLE_TOLD::equals).isPresent();
    }

    /** What a period runs from, but for one that begins when people are told; empty where that has not been. */
    Optional<Instant> start(Term term) {
        var at = facts.moments();
        var aware = facts.aware();
        return switch (term.start().orElse("awareness")) {
            case "closing" -> at.closedAt();
            case "awareness_of_grounds_to_suspect", "credible_grounds" ->
                Optional.of(facts.detectedAt().isBefore(aware) ? facts.detectedAt() : aware);
            case "discovery", "discovery_or_notification" -> at.discoveredAt().or(() -> Optional.of(aware));
            case "determination" -> at.determinedAt().or(() -> Optional.of(aware));
            case "assessment_notifiable" -> at.assessedAt().or(() -> Optional.of(aware));
            default -> Optional.of(aware);
        };
    }

    /** The first time that these were told by a rule of a regime. */
    Optional<Instant> toldAt(Recipient recipient, String regime) {
        return facts.alreadySent().stream()
                .filter(sent -> sent.isTo(recipient, regime))
                .map(Sent::at)
                .min(Comparator.naturalOrder());
    }

    /** When a period ends that runs from a moment, where the authority is. */
    Due due(Fact fact, Term term, Instant from, Optional<ZoneId> zone) {
        var question = new Question(fact.id(), new Beginning.Moment(from), zone, Optional.empty(), List.of());
        if (!(deadlines.answer(question) instanceof Answer.Found found)) {
            throw new IllegalStateException("a rule with a period can be counted");
        }
        var deadline = found.deadlines().stream()
                .filter(of -> of.term().name().equals(term.name()))
                .findFirst()
                .orElseThrow();
        var safer = deadline.safer();
        return new Due(Optional.of(term), from, deadline.due(), safer.until(), safer.by(), deadline.caveats());
    }

    /** At the very moment. */
    static Due at(Instant moment, Optional<ZoneId> zone) {
        var until = moment.atZone(zone.orElse(ZoneOffset.UTC)).toOffsetDateTime();
        return new Due(Optional.empty(), moment, until, until, By.CLOCK, List.of());
    }
}
