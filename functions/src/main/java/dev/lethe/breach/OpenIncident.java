package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.IncidentId;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code OPEN_INCIDENT}. From then on its clocks run, provisionally as long as nobody has established awareness and the facts. */
public final class OpenIncident implements Endpoint<OpenIncident.Body> {

    /**
     * What was noticed.
     *
     * @param detectedAt when
     * @param drill whether it is an exercise: told with everything that is told of it
     * @param awareness where it is established already; then the incident is confirmed, too
     * @param facts as far as they are known
     */
    public record Body(
            Instant detectedAt,
            Words.Description description,
            Optional<Boolean> drill,
            Optional<Words.Awareness> awareness,
            Optional<BreachFacts> facts) {

        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    private final Desk desk;
    private final Regimes regimes;
    private final Ids ids;
    private final InstantSource clock;

    public OpenIncident(Desk desk, Regimes regimes, Ids ids, InstantSource clock) {
        this.desk = desk;
        this.regimes = regimes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Open an incident", Body.class)
                .answers(201, IncidentView.class)
                .refuses(Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        var body = request.body();
        var id = new IncidentId("inc_" + ids.sortable(clock.instant()));
        return desk.open(
                request,
                (incident, now) -> step(body, incident, now),
                id,
                body.drill().orElse(false),
                body.detectedAt());
    }

    private Step step(Body body, Incident opened, Instant now) {
        Desk.past("/detectedAt", body.detectedAt(), now);
        body.facts().ifPresent(facts -> {
            IncidentFacts.checked(facts, regimes, now);
            if (!facts.detectedAt().equals(body.detectedAt())) {
                throw new Malformed("/facts/detectedAt", "must be the incident's own");
            }
        });
        var incident = body.facts().isPresent() ? opened.described(opened.nextEntry()) : opened;
        var details = new LinkedHashMap<String, String>();
        details.put("detectedAt", body.detectedAt().toString());
        details.put("drill", Boolean.toString(opened.drill()));
        if (body.awareness().isPresent()) {
            var at = body.awareness().get().at();
            Desk.past("/awareness/at", at, now);
            details.put("awareAt", at.toString());
            incident = incident.aware(at).triaged(Triage.CONFIRMED);
        }
        var words = new LinkedHashMap<String, Object>();
        words.put("description", Shape.tree(body.description()));
        body.awareness().ifPresent(awareness -> words.put("awareness", Shape.tree(awareness)));
        body.facts().ifPresent(facts -> words.put("facts", Shape.tree(facts)));
        return Step.reckoning(incident, Kind.OPENED, words, details).telling(List.of(told(incident, now)));
    }

    /** What other systems are told of a new incident. */
    static Event told(Incident incident, Instant now) {
        return new Event(
                EventType.INCIDENT_OPENED,
                new Fact.IncidentOpened(
                        EventId.of(incident.id()),
                        incident.tenant(),
                        now,
                        incident.id(),
                        incident.drill(),
                        incident.detectedAt()));
    }

    /** What evidence says of an incident that a detector has opened. */
    static Map<String, String> found(Incident incident) {
        return Map.of("detectedAt", incident.detectedAt().toString(), "drill", "false");
    }
}
