package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers {@code OPEN_SCOPE}: from then on it is counted who is affected. */
public final class OpenScope implements Endpoint<Selection> {
    private final Desk desk;
    private final Scopes scopes;
    private final Ids ids;
    private final InstantSource clock;

    public OpenScope(Desk desk, Scopes scopes, Ids ids, InstantSource clock) {
        this.desk = desk;
        this.scopes = scopes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<Selection> contract() {
        return Contract.taking("Have it counted who is affected", Selection.class)
                .answers(202, ScopeView.class)
                .refuses(
                        Problem.NOT_FOUND,
                        Problem.INCIDENT_CLOSED,
                        Problem.FACTS_MISSING,
                        Problem.TOO_MANY_ENTRIES,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Selection> request) {
        desk.find(request);
        check(request.tenant(), request.body(), clock.instant());
        var id = ScopeId.of(ids, clock.instant());
        return desk.append(request, (incident, now) -> step(request.body(), incident, id, now));
    }

    private void check(Tenant tenant, Selection selection, Instant now) {
        Desk.past("/to", selection.to(), now);
        if (selection.epoch().filter(epoch -> scopes.keyOf(epoch).isEmpty()).isPresent()) {
            throw new Malformed("/epoch", "must be the number of an epoch that there was");
        }
        var named = List.copyOf(selection.subjects().orElse(Set.of()));
        var unknown = new HashSet<>(scopes.unknown(tenant, named));
        var wrongs = new ArrayList<Wrong>();
        for (var i = 0; i < named.size(); i++) {
            if (unknown.contains(named.get(i))) {
                wrongs.add(new Wrong("/subjects/" + i, "must be somebody who is known here"));
            }
        }
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }

    private static Step step(Selection selection, Incident incident, ScopeId id, Instant now) {
        if (incident.factsIn().isEmpty()) {
            throw new Refused(Problem.FACTS_MISSING);
        }
        return Step.of(incident, Kind.SCOPING, Words.tree("selection", selection), Map.of("scope", id.value()))
                .counting(Scope.asked(incident.tenant(), incident.id(), id, selection, now));
    }
}
