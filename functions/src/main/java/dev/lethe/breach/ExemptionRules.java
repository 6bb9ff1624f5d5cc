package dev.lethe.breach;

import dev.lethe.breach.Spared.Why;
import dev.lethe.regime.BreachExemption;
import dev.lethe.regime.BreachExemption.Encryption;
import dev.lethe.regime.BreachRule;
import dev.lethe.regime.Circumstance;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Recipient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides who need not be told of a breach. Pure. A key of which nobody knows whether it is safe spares nobody. */
final class ExemptionRules {
    private final BreachFacts facts;

    ExemptionRules(BreachFacts facts) {
        this.facts = facts;
    }

    /**
     * Why a recipient need not be told, if that is so. A controller always is, by its processor, and what is unassessed is always
     * assessed.
     *
     * @param exemptions the facts of the regime that spare anybody, those in force
     */
    Optional<Spared> of(BreachRule rule, Recipient recipient, List<Fact> exemptions) {
        if (recipient == Recipient.CONTROLLER || recipient == Recipient.INTERNAL) {
            return Optional.empty();
        }
        return exemptions.stream()
                .flatMap(fact -> fact
                        .exemption()
                        .flatMap(exemption -> why(rule, recipient, exemption))
                        .map(why -> new Spared(why, fact))
                        .stream())
                .findFirst();
    }

    private Optional<Why> why(BreachRule rule, Recipient recipient, BreachExemption exemption) {
        // The public is told in place of people.
        var person = recipient == Recipient.PUBLIC ? Recipient.INDIVIDUALS : recipient;
        var encryption = exemption.encryption() == Encryption.SAFE_HARBOUR
                || (exemption.encryption() == Encryption.INDIVIDUALS_ONLY && person == Recipient.INDIVIDUALS);
        if (encryption && facts.isUnintelligible()) {
            return Optional.of(Why.UNINTELLIGIBLE);
        }
        if (facts.highRiskRemoved().orElse(false)
                && exemption.measures().filter(of -> of.contains(person)).isPresent()) {
            return Optional.of(Why.RISK_REMOVED);
        }
        if (exemption.circumstances().stream().flatMap(Set::stream).anyMatch(of -> spares(of, rule))) {
            return Optional.of(Why.CIRCUMSTANCE);
        }
        return recipient == Recipient.INDIVIDUALS
                        && facts.noticeDisproportionate().orElse(false)
                        && exemption.disproportionate().orElse(false)
                ? Optional.of(Why.DISPROPORTIONATE)
                : Optional.empty();
    }

    private boolean spares(Circumstance circumstance, BreachRule rule) {
        return facts.is(circumstance)
                && rule.only().filter(of -> of == circumstance).isEmpty();
    }
}
