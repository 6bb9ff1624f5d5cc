package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.IncidentId;
import dev.lethe.repeat.RepeatKey;
import dev.lethe.repeat.Repeats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where responders write. Whoever was overtaken looks again and writes behind, so that of two at once neither loses an entry; and who sends
 * the same again under an {@code Idempotency-Key} gets the answer of before.
 */
public final class Desk {
    private static final int ATTEMPTS_MAX = 8;
    private static final int CREATED = 201;

    private final Incidents incidents;
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final Repeats repeats;
    private final InstantSource clock;

    public Desk(Incidents incidents, Journal journal, Pseudonyms pseudonyms, Repeats repeats, InstantSource clock) {
        this.incidents = incidents;
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.repeats = repeats;
        this.clock = clock;
    }

    /** Says what to write of an incident as it stands now. */
    @FunctionalInterface
    interface Writing {
        Step step(Incident incident, Instant now);
    }

    /** Begins an incident. */
    Response open(Request<?> request, Writing writing, IncidentId id, boolean drill, Instant detectedAt) {
        return write(request, now -> Incident.opened(request.tenant(), id, drill, now, detectedAt), writing);
    }

    /** Adds an entry to the incident of the path. */
    Response append(Request<?> request, Writing writing) {
        return write(request, _ -> find(request), writing);
    }

    Incident find(Request<?> request) {
        return incidents
                .find(request.tenant(), request.path("incident", IncidentId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
    }

    private interface Reading {
        Incident at(Instant now);
    }

    private Response write(Request<?> request, Reading reading, Writing writing) {
        // The name of a key is needed only where there is one.
        var key = request.idempotencyKey().flatMap(_ -> repeats.key(request, pseudonyms.of(request.tenant())));
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var again = repeats.again(key);
            if (again.isPresent()) {
                return again.get();
            }
            var now = clock.instant();
            // Whoever was refused may have been overtaken, or have read a row that is older than its timeline.
            var read = reading.at(now);
            var incident = attempt == 0 ? read : journal.caughtUp(read);
            var step = writing.step(incident, now);
            allow(incident, step.kind());
            var change = journal.change(step, request.client(), now);
            var answer = answer(change, now);
            if (incidents.write(remembering(change, key, answer))) {
                return answer;
            }
        }
        throw new Refused(Problem.CONTENDED);
    }

    /** What somebody is told of it: of a count that goes on, where to look. */
    private static Response answer(Incidents.Change change, Instant now) {
        return change.scope()
                .map(scope -> Response.accepted(
                        "/v1/incidents/" + scope.incident() + "/scopes/" + scope.id(), ScopeView.of(scope)))
                .orElseGet(() -> Response.json(CREATED, IncidentView.of(change.next(), now)));
    }

    private static void allow(Incident incident, Kind kind) {
        if (!IncidentRules.takes(incident, kind)) {
            throw new Refused(Problem.INCIDENT_CLOSED);
        }
        if (incident.nextEntry() > TimelineEntry.ENTRIES_MAX && kind != Kind.CLOSURE) {
            throw new Refused(Problem.TOO_MANY_ENTRIES);
        }
    }

    private Incidents.Change remembering(Incidents.Change change, Optional<RepeatKey> key, Response answer) {
        return new Incidents.Change(
                change.next(),
                change.entry(),
                change.evidence(),
                change.events(),
                repeats.remembering(key, answer),
                change.sighting(),
                change.scope());
    }

    /** Refuses what is yet to come, and what was before there were laws on breaches. */
    static void past(String pointer, Instant at, Instant now) {
        if (at.isAfter(now)) {
            throw new Malformed(pointer, "must not be in the future");
        }
        if (at.isBefore(CheckedFacts.EARLIEST)) {
            throw new Malformed(pointer, "must not be before 2000");
        }
    }
}
