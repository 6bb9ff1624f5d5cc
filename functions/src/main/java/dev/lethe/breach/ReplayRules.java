package dev.lethe.breach;

import dev.lethe.audit.ChainHead;
import dev.lethe.breach.Incident.Triage;
import dev.lethe.breach.TimelineEntry.Kind;
import java.util.Optional;

/** Says what an entry has made of an incident, for a row that is older than its timeline. Pure. */
final class ReplayRules {

    /** The incident as it stood once the entry did, but for its clocks, which are computed. */
    static Incident after(Incident before, TimelineEntry entry, Words words, ChainHead head) {
        var next = before;
        if (words.triage().isPresent()) {
            next = next.triaged(
                    switch (words.triage().get().verdict()) {
                        case CONFIRMED -> Triage.CONFIRMED;
                        case FALSE_ALARM -> Triage.FALSE_ALARM;
                    });
        }
        if (words.awareness().isPresent()) {
            next = next.aware(words.awareness().get().at()).triaged(Triage.CONFIRMED);
        }
        if (words.facts().isPresent()) {
            next = next.described(entry.number());
            next = entry.kind() == Kind.FACTS
                    ? next.detected(words.facts().get().detectedAt())
                    : next;
        }
        if (words.severity().isPresent()) {
            next = next.assessed(words.severity().get().level());
        }
        if (words.plan().isPresent()) {
            next = next.planning(new Planned(entry.number(), words.plan().get().dueOn(), Optional.empty()));
        }
        if (words.done().isPresent()) {
            var done = words.done().get();
            next = next.planned().stream()
                    .filter(plan -> plan.entry() == done.entry())
                    .findFirst()
                    .map(plan -> new Planned(plan.entry(), plan.dueOn(), Optional.of(done.at())))
                    .map(next::planning)
                    .orElse(next);
        }
        if (words.deed().isPresent()) {
            var deed = words.deed().get();
            next = next.owed(deed.obligation())
                    .map(clock -> clock.settled(entry.number(), deed.doneAt()))
                    .map(next::owing)
                    .orElse(next);
        }
        if (words.conclusion().isPresent()) {
            next = next.closed(entry.at());
        }
        return next.at(head);
    }

    private ReplayRules() {}
}
