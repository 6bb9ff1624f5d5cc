package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;

/** Answers {@code READ_RETENTION_RUN}: how far a run has come, and what came of it. */
public final class ReadRun implements Endpoint<Nothing> {
    private final Jobs jobs;

    public ReadRun(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read how far a preview or a new plan has come")
                .answers(200, RunView.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var run = jobs.run(request.tenant(), request.path("run", RunId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return Response.ok(RunView.of(run, jobs.open(run)));
    }
}
