package dev.lethe.breach;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Text;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_INCIDENT}: how an incident stands, and its timeline from the first entry on. */
public final class ReadIncident implements Endpoint<Nothing> {
    static final int PAGE_MAX = 50;

    /** Behind which entry a page begins. */
    record Cursor(@Text(max = 6, form = "[1-9][0-9]{0,5}") String value) {}

    /**
     * A page; {@code next} begins the following one.
     *
     * @param whole whether every entry is there that should be on this page
     */
    public record Answer(IncidentView state, List<EntryView> timeline, boolean whole, Optional<String> next) {}

    private final Incidents incidents;
    private final Journal journal;
    private final InstantSource clock;

    public ReadIncident(Incidents incidents, Journal journal, InstantSource clock) {
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read how an incident stands, and its timeline")
                .query("next", Cursor.class, false)
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var after = request.query("next", ReadIncident::number).orElse(0);
        var incident = incidents
                .find(request.tenant(), request.path("incident", IncidentId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var entries = incidents.timeline(incident.tenant(), incident.id(), after, PAGE_MAX).stream()
                // Written since the incident was read.
                .filter(entry -> entry.number() < incident.nextEntry())
                .toList();
        var until = Math.min(after + PAGE_MAX, incident.nextEntry() - 1);
        return Response.ok(new Answer(
                IncidentView.of(incident, clock.instant()),
                entries.stream()
                        .map(entry -> EntryView.of(entry, journal.words(incident.tenant(), incident.id(), entry)))
                        .toList(),
                whole(entries, after, until),
                until < incident.nextEntry() - 1 ? Optional.of(Integer.toString(until)) : Optional.empty()));
    }

    private static boolean whole(List<TimelineEntry> entries, int after, int until) {
        return entries.size() == Math.max(0, until - after)
                && (entries.isEmpty() || entries.getLast().number() == until);
    }

    private static int number(String cursor) {
        if (!cursor.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("A cursor is one we gave");
        }
        return Integer.parseInt(cursor);
    }
}
