package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ClientId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_PURGES}: when one last ran, when one last left nothing to do, how late it was, and what the latest did. */
public final class ReadPurges implements Endpoint<Nothing> {
    static final int RUNS_MAX = 50;

    /**
     * How purges stand.
     *
     * @param lastSuccessAt when one last left nothing to do; absent before the first
     * @param lagSeconds how late the last one was
     * @param quarantined how many items were ever put aside
     * @param verifiedAt when everything that is kept was last looked at, whether its time is over; absent before the first time
     * @param missed how many items were ever found that purges had missed; the next one removes them
     * @param paused while somebody has stopped them
     * @param purges the latest that did anything, newest first
     */
    public record Answer(
            Optional<Instant> lastRunAt,
            Optional<Instant> lastSuccessAt,
            long lagSeconds,
            long quarantined,
            Optional<Instant> verifiedAt,
            long missed,
            Optional<Paused> paused,
            List<PurgeView> purges) {}

    /** A stop that somebody ordered. */
    public record Paused(ClientId by, String reason, Instant at, Instant until) {
        static Paused of(PurgeState.Pause pause) {
            return new Paused(pause.by(), pause.reason(), pause.at(), pause.until());
        }
    }

    private final Purges purges;
    private final InstantSource clock;

    public ReadPurges(Purges purges, InstantSource clock) {
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read how purges stand and what they did").answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(answer(
                purges.state(request.tenant()),
                purges.verification(),
                purges.runs(request.tenant(), RUNS_MAX),
                clock.instant()));
    }

    static Answer answer(PurgeState state, Verification verification, List<PurgeRun> runs, Instant now) {
        return new Answer(
                state.lastRunAt(),
                state.lastSuccessAt(),
                state.lag().toSeconds(),
                state.quarantined(),
                verification.verifiedAt(),
                state.missed(),
                state.pause().filter(_ -> state.pausedAt(now)).map(Paused::of),
                runs.stream().map(PurgeView::of).toList());
    }
}
