package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Remaining;
import java.time.Duration;
import java.time.InstantSource;

/** Answers {@code RUN_PURGE}: does now what the hourly purge does, as much of it as an answer may take. */
public final class RunPurge implements Endpoint<Nothing> {
    /** How long somebody waits for the answer, at most; what is left then is done by the hourly purge. */
    static final Duration WAIT_MAX = Duration.ofSeconds(8);

    private final Purge purge;
    private final Purges purges;
    private final InstantSource clock;

    public RunPurge(Purge purge, Purges purges, InstantSource clock) {
        this.purge = purge;
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Purge now what is due")
                .answers(200, PurgeView.class)
                .refuses(Problem.PURGES_PAUSED);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var started = clock.instant();
        if (purges.state(request.tenant()).pausedAt(started)) {
            throw new Refused(Problem.PURGES_PAUSED);
        }
        var end = started.plus(WAIT_MAX).plus(Remaining.RESERVE);
        var run = purge.run(request.tenant(), PurgeRun.By.OFFICER, () -> Duration.between(clock.instant(), end));
        return Response.ok(PurgeView.of(run));
    }
}
