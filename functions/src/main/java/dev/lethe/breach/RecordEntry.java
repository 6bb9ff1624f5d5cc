package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Text;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers {@code RECORD_ENTRY}: what somebody has found out, decided or planned. What was written before stays. */
public final class RecordEntry implements Endpoint<RecordEntry.Body> {
    /** How many measures and lessons an incident may have. */
    static final int PLANS_MAX = 200;

    /**
     * One of these.
     *
     * @param facts all that is known now: they take the place of those that were told before
     */
    public record Body(
            Optional<Words.Triaging> triage,
            Optional<Words.Awareness> awareness,
            Optional<BreachFacts> facts,
            Optional<Words.Description> description,
            @Text(max = Words.TEXT_MAX) Optional<String> note,
            Optional<Words.Correction> correction,
            Optional<Words.Plan> plan,
            Optional<Words.Done> done) {

        public Body {
            if (Stream.of(triage, awareness, facts, description, note, correction, plan, done)
                            .filter(Optional::isPresent)
                            .count()
                    != 1) {
                throw new Malformed("", "must have exactly one of these fields");
            }
        }

        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    private final Desk desk;
    private final Regimes regimes;

    public RecordEntry(Desk desk, Regimes regimes) {
        this.desk = desk;
        this.regimes = regimes;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Record what was found out, decided or planned", Body.class)
                .answers(201, IncidentView.class)
                .refuses(Problem.NOT_FOUND, Problem.INCIDENT_CLOSED, Problem.TOO_MANY_ENTRIES, Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        return desk.append(request, (incident, now) -> step(request.body(), incident, now));
    }

    @SuppressWarnings("unchecked") // A record is written as an object, whose names are texts.
    private Step step(Body body, Incident incident, Instant now) {
        var words = (Map<String, Object>) Shape.tree(body);
        return body.triage()
                .map(triage -> triage(triage, incident, words))
                .or(() -> body.awareness().map(awareness -> awareness(awareness, incident, words, now)))
                .or(() -> body.facts().map(facts -> facts(facts, incident, words, now)))
                .or(() -> body.description().map(_ -> Step.of(incident, Kind.DESCRIPTION, words, Map.of())))
                .or(() -> body.note().map(_ -> Step.of(incident, Kind.NOTE, words, Map.of())))
                .or(() -> body.correction().map(correction -> correction(correction, incident, words)))
                .or(() -> body.plan().map(plan -> plan(plan, incident, words, now)))
                .or(() -> body.done().map(done -> done(done, incident, words, now)))
                .orElseThrow();
    }

    private static Step triage(Words.Triaging triage, Incident incident, Map<String, Object> words) {
        var found =
                switch (triage.verdict()) {
                    case CONFIRMED -> Triage.CONFIRMED;
                    case FALSE_ALARM -> Triage.FALSE_ALARM;
                };
        return Step.reckoning(incident.triaged(found), Kind.TRIAGE, words, Map.of("triage", Shape.written(found)));
    }

    private static Step awareness(
            Words.Awareness awareness, Incident incident, Map<String, Object> words, Instant now) {
        Desk.past("/awareness/at", awareness.at(), now);
        var next = incident.aware(awareness.at()).triaged(Triage.CONFIRMED);
        return Step.reckoning(
                next, Kind.AWARENESS, words, Map.of("awareAt", awareness.at().toString()));
    }

    private Step facts(BreachFacts facts, Incident incident, Map<String, Object> words, Instant now) {
        IncidentFacts.checked(facts, regimes, now);
        var next = incident.described(incident.nextEntry()).detected(facts.detectedAt());
        return Step.reckoning(
                next, Kind.FACTS, words, Map.of("detectedAt", facts.detectedAt().toString()));
    }

    private static Step correction(Words.Correction correction, Incident incident, Map<String, Object> words) {
        if (correction.entry() >= incident.nextEntry()) {
            throw new Malformed("/correction/entry", "must be the number of an entry that is there");
        }
        return Step.of(incident, Kind.CORRECTION, words, Map.of("corrects", Integer.toString(correction.entry())));
    }

    private static Step plan(Words.Plan plan, Incident incident, Map<String, Object> words, Instant now) {
        if (plan.dueOn().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new Malformed("/plan/dueOn", "must be today or a day to come");
        }
        if (incident.planned().size() >= PLANS_MAX) {
            throw new Refused(Problem.TOO_MANY_ENTRIES);
        }
        var next = incident.planning(new Planned(incident.nextEntry(), plan.dueOn(), Optional.empty()));
        return Step.of(next, Kind.PLAN, words, Map.of("dueOn", plan.dueOn().toString()));
    }

    private static Step done(Words.Done done, Incident incident, Map<String, Object> words, Instant now) {
        Desk.past("/done/at", done.at(), now);
        var plan = incident.planned().stream()
                .filter(one -> one.entry() == done.entry())
                .findFirst()
                .orElseThrow(() -> new Malformed("/done/entry", "must be the number of an entry that plans something"));
        var next = incident.planning(new Planned(plan.entry(), plan.dueOn(), Optional.of(done.at())));
        return Step.of(
                next,
                Kind.DONE,
                words,
                Map.of(
                        "does",
                        Integer.toString(done.entry()),
                        "doneAt",
                        done.at().toString()));
    }
}
