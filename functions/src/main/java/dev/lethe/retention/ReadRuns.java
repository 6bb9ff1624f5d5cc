package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.util.List;

/** Answers {@code READ_RETENTION_RUNS}: a tenant's latest previews and new plans. */
public final class ReadRuns implements Endpoint<Nothing> {
    static final int RUNS_MAX = 50;

    /** The newest first. */
    public record Answer(List<RunView> runs) {}

    private final Jobs jobs;

    public ReadRuns(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read the latest previews and new plans").answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(new Answer(jobs.runs(request.tenant(), RUNS_MAX).stream()
                .map(run -> RunView.of(run, List.of()))
                .toList()));
    }
}
