package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Answers {@code RECORD_DEED}: that an obligation was met, or on what ground it is not. Said again, it takes the place of what was said. */
public final class RecordDeed implements Endpoint<Words.Deed> {
    private final Desk desk;

    public RecordDeed(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Contract<Words.Deed> contract() {
        return Contract.taking("Record that an obligation was met, or on what ground it is not", Words.Deed.class)
                .answers(201, IncidentView.class)
                .refuses(
                        Problem.NOT_FOUND,
                        Problem.INCIDENT_CLOSED,
                        Problem.NO_SUCH_OBLIGATION,
                        Problem.TOO_MANY_ENTRIES,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Words.Deed> request) {
        return desk.append(request, (incident, now) -> step(request.body(), incident, now));
    }

    private static Step step(Words.Deed deed, Incident incident, Instant now) {
        deed.doneAt().ifPresent(at -> Desk.past("/doneAt", at, now));
        var clock = incident.owed(deed.obligation()).orElseThrow(() -> new Refused(Problem.NO_SUCH_OBLIGATION));
        var next = incident.owing(clock.settled(incident.nextEntry(), deed.doneAt()));
        var details = new LinkedHashMap<String, String>();
        details.put("obligation", deed.obligation());
        deed.doneAt().ifPresent(at -> details.put("doneAt", at.toString()));
        var kind = deed.doneAt().isPresent() ? Kind.DEED : Kind.GROUND;
        // Other clocks may run from when these were told.
        return Step.reckoning(next, kind, Words.tree("deed", deed), details);
    }
}
