package dev.lethe.breach;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code READ_OBLIGATIONS}: whom the law, as it stands now, wants told of an incident by its newest facts; and how that differs from
 * the clocks that the incident had when it was computed last.
 */
public final class ReadObligations implements Endpoint<Nothing> {

    /**
     * What follows.
     *
     * @param obligations absent where nobody has told the facts yet
     * @param clocks as they run now
     * @param changes how these differ from those that were computed last; they are taken over with the next entry, and daily
     */
    public record Answer(Optional<ObligationsView> obligations, List<ClockView> clocks, List<Words.Moved> changes) {}

    private final Desk desk;
    private final Journal journal;
    private final ObligationRules obligations;
    private final InstantSource clock;

    public ReadObligations(Desk desk, Journal journal, ObligationRules obligations, InstantSource clock) {
        this.desk = desk;
        this.journal = journal;
        this.obligations = obligations;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read whom to tell of an incident, by when and under which rule")
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var incident = desk.find(request);
        var now = clock.instant();
        var clocks = incident.closed() ? incident.owed() : journal.reckoned(incident);
        return Response.ok(new Answer(
                journal.facts(incident)
                        .map(facts -> ObligationsView.of(obligations.of(ClockRules.asKnown(incident, facts)), now)),
                clocks.stream().map(one -> ClockView.of(one, now)).toList(),
                ClockRules.moved(incident.owed(), clocks)));
    }
}
