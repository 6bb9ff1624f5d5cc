package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.kernel.IncidentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * An incident as responders are told it.
 *
 * @param provisional whether clocks are reckoned from what is not established yet
 * @param entries how many its timeline has
 */
public record IncidentView(
        IncidentId incident,
        Triage triage,
        boolean drill,
        Instant openedAt,
        Instant detectedAt,
        Optional<Instant> awareAt,
        Optional<Severity.Level> severity,
        boolean provisional,
        List<ClockView> clocks,
        List<PlanView> plans,
        long entries,
        Optional<Instant> closedAt) {

    /**
     * A measure or a lesson.
     *
     * @param entry the number of the entry that says what it is
     */
    public record PlanView(long entry, LocalDate dueOn, boolean overdue, Optional<Instant> doneAt) {}

    static IncidentView of(Incident incident, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new IncidentView(
                incident.id(),
                incident.triage(),
                incident.drill(),
                incident.openedAt(),
                incident.detectedAt(),
                incident.awareAt(),
                incident.severity(),
                incident.provisional(),
                incident.owed().stream().map(clock -> ClockView.of(clock, now)).toList(),
                incident.planned().stream()
                        .map(plan -> new PlanView(plan.entry(), plan.dueOn(), plan.overdue(today), plan.doneAt()))
                        .toList(),
                incident.head().length(),
                incident.closedAt());
    }
}
