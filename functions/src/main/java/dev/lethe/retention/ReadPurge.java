package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;

/** Answers {@code READ_PURGE}: what one purge did. */
public final class ReadPurge implements Endpoint<Nothing> {
    private final Purges purges;

    public ReadPurge(Purges purges) {
        this.purges = purges;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what a purge did")
                .answers(200, PurgeView.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(PurgeView.of(purges.run(request.tenant(), request.path("purge", RunId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND))));
    }
}
