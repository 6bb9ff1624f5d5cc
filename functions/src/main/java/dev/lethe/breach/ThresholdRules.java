package dev.lethe.breach;

import dev.lethe.regime.BreachRule;
import dev.lethe.regime.BreachRule.Trigger;
import dev.lethe.regime.DataKind;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Decides whether a breach is one that a rule is about. Pure. */
final class ThresholdRules {
    private final BreachFacts facts;
    private final Risk risk;

    ThresholdRules(BreachFacts facts, Risk risk) {
        this.facts = facts;
        this.risk = risk;
    }

    /** By the rule's own words alone, and not those of the one that it is under. */
    Threshold of(BreachRule rule, Persons persons) {
        var any = rule.any().stream()
                .flatMap(Set::stream)
                .map(trigger -> of(trigger, rule, persons))
                .reduce(Threshold::or)
                .orElse(Threshold.MET);
        return rule.all().stream()
                .flatMap(Set::stream)
                .map(trigger -> of(trigger, rule, persons))
                .reduce(any, Threshold::and);
    }

    private Threshold of(Trigger trigger, BreachRule rule, Persons persons) {
        return switch (trigger) {
            case RISK -> Threshold.of(known(risk == Risk.RISK || risk == Risk.HIGH));
            case HIGH_RISK -> Threshold.of(known(risk == Risk.HIGH));
            case SERIOUS_HARM -> seriousHarm();
            case UNASSESSED -> seriousHarm() == Threshold.NOT_KNOWN ? Threshold.MET : Threshold.NOT_MET;
            case PROTECTION -> protection();
            case PERSONS -> persons.atLeast(rule.personsMin().orElseThrow());
            case DATA -> data(rule.data().orElseThrow());
            case MALICIOUS -> Threshold.of(facts.malicious());
            case MINORS ->
                facts.affected().stream().anyMatch(of -> of.minors().isPresent()) ? Threshold.MET : Threshold.NOT_KNOWN;
            case LARGE_SCALE -> Threshold.NOT_KNOWN;
        };
    }

    private Optional<Boolean> known(boolean so) {
        return risk == Risk.UNKNOWN ? Optional.empty() : Optional.of(so);
    }

    /** A risk that is not high may be one of serious harm all the same. */
    private Threshold seriousHarm() {
        if (facts.seriousHarm().isPresent()) {
            return Threshold.of(facts.seriousHarm());
        }
        return switch (risk) {
            case UNLIKELY -> Threshold.NOT_MET;
            case HIGH -> Threshold.MET;
            case RISK, UNKNOWN -> Threshold.NOT_KNOWN;
        };
    }

    /** Whoever's password is known to others has to change it. */
    private Threshold protection() {
        if (facts.data().filter(of -> of.contains(DataKind.CREDENTIALS)).isPresent() && !facts.isUnintelligible()) {
            return Threshold.MET;
        }
        return risk == Risk.UNLIKELY ? Threshold.NOT_MET : Threshold.NOT_KNOWN;
    }

    private Threshold data(Set<DataKind> named) {
        if (facts.data().isEmpty()) {
            return Threshold.NOT_KNOWN;
        }
        var kinds = facts.data().get();
        if (!Collections.disjoint(kinds, named)) {
            return Threshold.MET;
        }
        return kinds.stream().anyMatch(DataKind::isOpen) ? Threshold.NOT_KNOWN : Threshold.NOT_MET;
    }
}
