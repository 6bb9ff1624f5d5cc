package dev.lethe.breach;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.IncidentId;

/** Answers {@code READ_SCOPE}: how far a count has come, and what it came to. */
public final class ReadScope implements Endpoint<Nothing> {
    private final Scopes scopes;

    public ReadScope(Scopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read who is affected, in numbers, and how they can be told")
                .answers(200, ScopeView.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(ScopeView.of(scopes.find(
                        request.tenant(),
                        request.path("incident", IncidentId::new),
                        request.path("scope", ScopeId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND))));
    }
}
