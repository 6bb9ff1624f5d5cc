package dev.lethe.breach;

import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers {@code READ_REPORT}: what an authority has to be able to verify of a breach (GDPR Art. 33(5)): the facts, the effects, what was
 * done about it, and what came of every obligation.
 */
public final class ReadReport implements Endpoint<Nothing> {
    private static final int PAGE_MAX = 100;

    /** How many entries of each sort a report shows, the newest. The timeline has them all. */
    static final int SHOWN_MAX = 100;

    private static final Set<Kind> DEEDS = EnumSet.of(Kind.DEED, Kind.GROUND);
    private static final Set<Kind> PLANS = EnumSet.of(Kind.PLAN, Kind.DONE);

    /**
     * The report.
     *
     * @param description what happened, as it was described last
     * @param awareness when it was established, as it was said last
     * @param facts as they were told last
     * @param obligations what followed from these, by the law as it stands now
     * @param assessments how severe it was found to be, over time
     */
    public record Report(
            Instant at,
            IncidentView state,
            Optional<Words.Description> description,
            Optional<Words.Awareness> awareness,
            Optional<BreachFacts> facts,
            Optional<ObligationsView> obligations,
            List<Assessed> assessments,
            List<EntryView> deeds,
            List<EntryView> plans,
            Optional<String> conclusion) {}

    /** How severe it was found to be at a time. */
    public record Assessed(long entry, Instant at, Words.Scored severity) {}

    /** What a walk along the timeline finds. */
    private static final class Found {
        Optional<Words.Description> description = Optional.empty();
        Optional<Words.Awareness> awareness = Optional.empty();
        Optional<String> conclusion = Optional.empty();
        final List<Assessed> assessments = new ArrayList<>();
        final List<EntryView> deeds = new ArrayList<>();
        final List<EntryView> plans = new ArrayList<>();

        void add(TimelineEntry entry, Optional<Words> words) {
            description = words.flatMap(Words::description).or(() -> description);
            awareness = words.flatMap(Words::awareness).or(() -> awareness);
            conclusion = words.flatMap(Words::conclusion).or(() -> conclusion);
            words.flatMap(Words::severity)
                    .ifPresent(severity -> keep(assessments, new Assessed(entry.number(), entry.at(), severity)));
            if (DEEDS.contains(entry.kind())) {
                keep(deeds, EntryView.of(entry, words));
            }
            if (PLANS.contains(entry.kind())) {
                keep(plans, EntryView.of(entry, words));
            }
        }

        private static <T> void keep(List<T> newest, T next) {
            if (newest.size() == SHOWN_MAX) {
                newest.removeFirst();
            }
            newest.add(next);
        }
    }

    private final Desk desk;
    private final Incidents incidents;
    private final Journal journal;
    private final ObligationRules obligations;
    private final InstantSource clock;

    public ReadReport(
            Desk desk, Incidents incidents, Journal journal, ObligationRules obligations, InstantSource clock) {
        this.desk = desk;
        this.incidents = incidents;
        this.journal = journal;
        this.obligations = obligations;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read the report on an incident")
                .answers(200, Report.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var incident = desk.find(request);
        var found = walk(incident);
        var now = clock.instant();
        var facts = journal.facts(incident);
        return Response.ok(new Report(
                now,
                IncidentView.of(incident, now),
                found.description,
                found.awareness,
                facts,
                facts.map(known -> ObligationsView.of(obligations.of(ClockRules.asKnown(incident, known)), now)),
                found.assessments,
                found.deeds,
                found.plans,
                found.conclusion));
    }

    private Found walk(Incident incident) {
        var found = new Found();
        var after = 0;
        List<TimelineEntry> page;
        do {
            page = incidents.timeline(incident.tenant(), incident.id(), after, PAGE_MAX);
            for (var entry : page) {
                found.add(entry, journal.words(incident.tenant(), incident.id(), entry));
                after = entry.number();
            }
        } while (page.size() == PAGE_MAX);
        return found;
    }
}
