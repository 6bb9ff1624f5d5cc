package dev.lethe.retention;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Verdict;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides anew until when something is kept that was taken in before. Pure.
 *
 * @param verdicts what counts now, by purpose
 * @param standing what the person decided
 * @param rules of the schedule that counts
 * @param regimes that protect the person
 */
record PlanRules(
        Map<Purpose, Verdict> verdicts,
        Standing standing,
        List<RetentionRule> rules,
        Set<String> regimes,
        Instant now) {

    /** What is over already is left to expire; nothing that is over comes back. */
    Plan plan(Content content) {
        if (!now.isBefore(content.expiry().at())) {
            return new Plan.Keep();
        }
        var purposes = new LinkedHashMap<Purpose, Instant>();
        var lost = false;
        for (var kept : content.expiry().purposes().entrySet()) {
            var until = until(kept.getKey(), kept.getValue(), content);
            until.ifPresent(end -> purposes.put(kept.getKey(), end));
            lost |= until.isEmpty();
        }
        var next = Expiry.latest(purposes).filter(expiry -> now.isBefore(expiry.at()));
        if (next.isEmpty()) {
            return new Plan.Remove(lost ? Gone.How.BASIS_ENDED : Gone.How.PERIOD_SHORTENED);
        }
        return next.get().equals(content.expiry()) ? new Plan.Keep() : new Plan.Move(next.get());
    }

    /**
     * For which purposes something is counted when it goes. Only for those that it is kept for to its end, that allow it still, whose
     * notice says so, and of which every rule about it does.
     *
     * @param expiry when it goes
     */
    Set<Purpose> anonymised(Content content, Expiry expiry) {
        var counted = new LinkedHashSet<Purpose>();
        expiry.purposes().forEach((purpose, until) -> {
            if (Expiry.dayOf(until).equals(expiry.day())
                    && verdicts.get(purpose) instanceof Verdict.Allowed allowed
                    && allowed.terms().isAnonymised()
                    && !content.receivedAt().isBefore(allowed.since())
                    && !interrupted(purpose, content)
                    && RetentionRules.anonymises(purpose, content.category(), rules, regimes)) {
                counted.add(purpose);
            }
        });
        return counted;
    }

    /** Until when a purpose keeps it; empty when it does not any more. */
    private Optional<Instant> until(Purpose purpose, Instant planned, Content content) {
        var verdict = verdicts.get(purpose);
        if (verdict instanceof Verdict.Refused
                || verdict instanceof Verdict.NotCovered
                || interrupted(purpose, content)) {
            return Optional.empty();
        }
        if (verdict instanceof Verdict.Allowed allowed && now.isBefore(planned)) {
            return Optional.of(RetentionRules.until(allowed, content.category(), rules, regimes, content.receivedAt()));
        }
        // Where people have to be asked again it may not be used, and goes when it was to: they may still say yes. And
        // what is over for a purpose stays over for it.
        return Optional.of(planned);
    }

    /** Whether the yes it was taken in under was taken back meanwhile, though there is another one since. */
    private boolean interrupted(Purpose purpose, Content content) {
        return standing.about(purpose)
                .filter(stand -> stand.decision() == Decision.GRANTED)
                .filter(stand -> content.receivedAt().isBefore(stand.since()))
                .isPresent();
    }
}
