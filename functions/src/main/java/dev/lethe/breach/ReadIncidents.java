package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.IncidentId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_INCIDENTS}: the register of breaches (GDPR Art. 33(5)), newest first, false alarms and drills included. */
public final class ReadIncidents implements Endpoint<Nothing> {
    static final int PAGE_MAX = 20;

    /** A page; {@code next} begins the following one. */
    public record Answer(List<Listed> incidents, Optional<IncidentId> next) {}

    /**
     * An incident in the register.
     *
     * @param unsettled how many obligations have neither a deed nor a ground
     * @param overdue how many of them are past their time
     * @param plansOverdue how many measures and lessons should have been seen to
     * @param nextDueAt when the next obligation is due
     */
    public record Listed(
            IncidentId incident,
            Triage triage,
            boolean drill,
            Instant detectedAt,
            Optional<Instant> awareAt,
            Optional<Severity.Level> severity,
            long unsettled,
            long overdue,
            long plansOverdue,
            Optional<Instant> nextDueAt,
            Optional<Instant> closedAt) {

        static Listed of(Incident incident, Instant now) {
            var open =
                    incident.owed().stream().filter(clock -> !clock.settled()).toList();
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return new Listed(
                    incident.id(),
                    incident.triage(),
                    incident.drill(),
                    incident.detectedAt(),
                    incident.awareAt(),
                    incident.severity(),
                    open.size(),
                    open.stream().filter(clock -> clock.overdue(now)).count(),
                    incident.planned().stream()
                            .filter(plan -> plan.overdue(today))
                            .count(),
                    open.stream().flatMap(clock -> clock.dueAt().stream()).min(Instant::compareTo),
                    incident.closedAt());
        }
    }

    private final Incidents incidents;
    private final InstantSource clock;

    public ReadIncidents(Incidents incidents, InstantSource clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read the register of incidents")
                .query("next", IncidentId.class, false)
                .answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var page = incidents.page(request.tenant(), request.query("next", IncidentId::new), PAGE_MAX);
        var now = clock.instant();
        return Response.ok(new Answer(
                page.stream().map(incident -> Listed.of(incident, now)).toList(),
                page.size() < PAGE_MAX
                        ? Optional.empty()
                        : Optional.of(page.getLast().id())));
    }
}
