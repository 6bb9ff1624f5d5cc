package dev.lethe.retention;

import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.Verdict;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says until when something of a person is kept: by the notice, the tenant's schedule, and what the person said yes to. */
public final class Retaining {
    private final Schedules schedules;
    private final ConsentGate gate;

    public Retaining(Schedules schedules, ConsentGate gate) {
        this.schedules = schedules;
        this.gate = gate;
    }

    /** Each allowed purpose's own end, and the latest of them; empty when no purpose is allowed. */
    public Optional<Expiry> expiry(SubjectFile file, Collection<Verdict> verdicts, String category, Instant from) {
        var allowed = verdicts.stream()
                .filter(Verdict.Allowed.class::isInstance)
                .map(Verdict.Allowed.class::cast)
                .toList();
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        var rules = rules(file);
        var regimes = regimes(file, rules);
        var purposes = new LinkedHashMap<Purpose, Instant>();
        for (var verdict : allowed) {
            purposes.put(verdict.purpose(), RetentionRules.until(verdict, category, rules, regimes, from));
        }
        return Expiry.latest(purposes);
    }

    /** What decides anew about something that is kept of a person. */
    PlanRules planning(SubjectFile file, Content content, List<RetentionRule> rules, Set<String> regimes, Instant now) {
        var purposes = new LinkedHashSet<>(content.expiry().purposes().keySet());
        var verdicts = gate.judge(file, purposes, content.category()).stream()
                .collect(Collectors.toMap(Verdict::purpose, verdict -> verdict, (one, _) -> one, LinkedHashMap::new));
        return new PlanRules(verdicts, file.standing(), rules, regimes, now);
    }

    /** The rules of the schedule in force. */
    List<RetentionRule> rules(SubjectFile file) {
        return schedules
                .inForce(file.tenant(), file.catalog())
                .map(schedule -> schedule.text().rules())
                .orElse(List.of());
    }

    /** The regimes that protect the person; asked for only where a rule tells them apart. */
    Set<String> regimes(SubjectFile file, List<RetentionRule> rules) {
        return rules.stream().anyMatch(rule -> rule.regimes().isPresent()) ? gate.regimesOf(file) : Set.of();
    }
}
