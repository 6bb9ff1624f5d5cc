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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code ASSESS_INCIDENT}: how severe it is by ENISA's method, and what a person says of the risk. The answers become part of the
 * facts, with their reasons, so that the score can be computed again, and compared with those of before.
 */
public final class AssessIncident implements Endpoint<AssessIncident.Body> {

    /**
     * What somebody has assessed.
     *
     * @param answers to the method's questions
     * @param risk as a person assesses it; what was said before stays where it is absent
     * @param seriousHarm whether serious harm to anybody is likely; the same
     */
    public record Body(Severity.Answers answers, Optional<Risk> risk, Optional<Boolean> seriousHarm) {}

    private final Desk desk;
    private final Journal journal;
    private final ObligationRules obligations;

    public AssessIncident(Desk desk, Journal journal, ObligationRules obligations) {
        this.desk = desk;
        this.journal = journal;
        this.obligations = obligations;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Assess how severe an incident is, by ENISA's method", Body.class)
                .answers(201, IncidentView.class)
                .refuses(
                        Problem.NOT_FOUND,
                        Problem.INCIDENT_CLOSED,
                        Problem.FACTS_MISSING,
                        Problem.TOO_MANY_ENTRIES,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        return desk.append(request, (incident, _) -> step(request.body(), incident));
    }

    private Step step(Body body, Incident incident) {
        var facts = assessed(journal.facts(incident).orElseThrow(() -> new Refused(Problem.FACTS_MISSING)), body);
        var severity = obligations
                .of(ClockRules.asKnown(incident, facts))
                .severity()
                .orElseThrow(() -> new IllegalStateException("who has answered has a score"));
        var words = new LinkedHashMap<String, Object>();
        words.put("facts", Shape.tree(facts));
        words.put(
                "severity",
                Shape.tree(new Words.Scored(severity.level(), severity.score().toPlainString())));
        return Step.reckoning(
                incident.described(incident.nextEntry()).assessed(severity.level()),
                Kind.ASSESSMENT,
                words,
                Map.of(
                        "level",
                        Shape.written(severity.level()),
                        "score",
                        severity.score().toPlainString()));
    }

    private static BreachFacts assessed(BreachFacts facts, Body body) {
        return new BreachFacts(
                facts.detectedAt(),
                facts.awareAt(),
                facts.milestones(),
                facts.role(),
                facts.affected(),
                facts.establishments(),
                facts.data(),
                facts.encrypted(),
                facts.keys(),
                body.risk().or(facts::risk),
                Optional.of(body.answers()),
                body.seriousHarm().or(facts::seriousHarm),
                facts.malicious(),
                facts.highRiskRemoved(),
                facts.noticeDisproportionate(),
                facts.circumstances(),
                facts.delayedUntil(),
                facts.sent());
    }
}
