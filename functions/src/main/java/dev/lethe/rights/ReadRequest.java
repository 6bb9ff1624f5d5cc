package dev.lethe.rights;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.RequestId;

/** Answers {@code READ_REQUEST}: how far a request has come. */
public final class ReadRequest implements Endpoint<Nothing> {
    private final Requests requests;

    public ReadRequest(Requests requests) {
        this.requests = requests;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read how far a request has come")
                .answers(200, RequestView.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var id = request.path("request", RequestId::new);
        return Response.ok(requests.find(request.tenant(), id)
                .map(RequestView::of)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND)));
    }
}
