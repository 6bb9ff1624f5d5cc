package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code CLOSE_INCIDENT}. An incident stays open as long as something that follows from it has neither a deed nor a ground, by the
 * law as it stands on that day.
 */
public final class CloseIncident implements Endpoint<CloseIncident.Body> {

    /** What somebody concludes. */
    public record Body(
            @Text(max = Words.TEXT_MAX, example = "The bucket is closed, everybody was told, the review is planned")
            String conclusion) {
        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    private final Desk desk;
    private final Journal journal;

    public CloseIncident(Desk desk, Journal journal) {
        this.desk = desk;
        this.journal = journal;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Close an incident", Body.class)
                .answers(201, IncidentView.class)
                .refuses(Problem.NOT_FOUND, Problem.INCIDENT_CLOSED, Problem.STILL_OWED, Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        return desk.append(request, (incident, now) -> step(request.body(), incident, now));
    }

    private Step step(Body body, Incident incident, Instant now) {
        if (incident.closed()) {
            throw new Refused(Problem.INCIDENT_CLOSED);
        }
        var lacking = IncidentRules.lacking(incident.owing(journal.reckoned(incident)));
        if (!lacking.nothing()) {
            throw new Refused(Problem.STILL_OWED, named(lacking));
        }
        return Step.of(
                incident.closed(now),
                Kind.CLOSURE,
                Words.tree("conclusion", body.conclusion()),
                Map.of("triage", Shape.written(incident.triage())));
    }

    private static Map<String, Object> named(IncidentRules.Lacking lacking) {
        var named = new LinkedHashMap<String, Object>();
        named.put("missing", lacking.missing().stream().map(Shape::written).toList());
        named.put("obligations", List.copyOf(lacking.obligations()));
        return named;
    }
}
