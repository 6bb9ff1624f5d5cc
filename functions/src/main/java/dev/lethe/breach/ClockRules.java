package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.breach.Words.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which clocks an incident has. Pure. */
final class ClockRules {
    /**
     * By when somebody has to have found out what has to be done, counted from awareness, or from detection where that is not established:
     * the period that most laws have for telling an authority (GDPR Art. 33(1)).
     */
    static final Duration PROVISIONAL = Duration.ofDays(3);

    private final ObligationRules obligations;

    ClockRules(ObligationRules obligations) {
        this.obligations = obligations;
    }

    /** What has to be done, as far as is known: what was done stays done, and what was told stays told. */
    List<Owed> clocks(Incident incident, Optional<BreachFacts> facts) {
        if (incident.triage() == Triage.FALSE_ALARM) {
            return List.of();
        }
        var from = incident.countsFrom();
        return facts.map(known -> obligations.of(asKnown(incident, known)).all().stream()
                        .filter(ClockRules::runs)
                        .map(obligation -> keeping(incident, clock(obligation, from)))
                        .toList())
                .orElseGet(() -> List.of(
                        keeping(incident, Owed.of(Owed.PROVISIONAL, from, Optional.of(from.plus(PROVISIONAL))))));
    }

    /** Facts with what the timeline says of detection, awareness and what was sent, which is what counts. */
    static BreachFacts asKnown(Incident incident, BreachFacts facts) {
        var sent = incident.owed().stream()
                .flatMap(clock -> clock.doneAt().map(at -> new Sent(clock.obligation(), at)).stream())
                .toList();
        return new BreachFacts(
                incident.detectedAt(),
                incident.awareAt(),
                facts.milestones(),
                facts.role(),
                facts.affected(),
                facts.establishments(),
                facts.data(),
                facts.encrypted(),
                facts.keys(),
                facts.risk(),
                facts.severity(),
                facts.seriousHarm(),
                facts.malicious(),
                facts.highRiskRemoved(),
                facts.noticeDisproportionate(),
                facts.circumstances(),
                facts.delayedUntil(),
                Optional.of(sent));
    }

    private static boolean runs(Obligation obligation) {
        return obligation.status().isOpen() || obligation.status() == Obligation.Status.SENT;
    }

    private static Owed clock(Obligation obligation, Instant from) {
        return Owed.of(obligation.key(), obligation.due().map(Due::from).orElse(from), obligation.by());
    }

    private static Owed keeping(Incident incident, Owed clock) {
        return incident.owed(clock.obligation()).map(clock::keeping).orElse(clock);
    }

    /** How clocks differ from those of before. */
    static List<Moved> moved(List<Owed> before, List<Owed> now) {
        var gone = new LinkedHashMap<String, Owed>();
        before.forEach(clock -> gone.put(clock.obligation(), clock));
        var moved = new ArrayList<Moved>();
        for (var clock : now) {
            var was = Optional.ofNullable(gone.remove(clock.obligation()));
            how(was, clock.dueAt())
                    .ifPresent(how ->
                            moved.add(new Moved(clock.obligation(), how, was.flatMap(Owed::dueAt), clock.dueAt())));
        }
        for (Map.Entry<String, Owed> clock : gone.entrySet()) {
            moved.add(new Moved(clock.getKey(), Moved.How.GONE, clock.getValue().dueAt(), Optional.empty()));
        }
        return moved;
    }

    private static Optional<Moved.How> how(Optional<Owed> before, Optional<Instant> is) {
        if (before.isEmpty()) {
            return Optional.of(Moved.How.ADDED);
        }
        var was = before.get().dueAt();
        if (was.equals(is)) {
            return Optional.empty();
        }
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.of(Moved.How.OTHERWISE);
        }
        return Optional.of(is.get().isBefore(was.get()) ? Moved.How.EARLIER : Moved.How.LATER);
    }
}
