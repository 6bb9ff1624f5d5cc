package dev.lethe.retention;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code PAUSE_PURGES}: nothing more is destroyed until then, be it that somebody doubts what is due. What is over cannot be read
 * meanwhile either, and DynamoDB's own expiry goes on: whoever wants to keep something places a hold.
 */
public final class PausePurges implements Endpoint<PausePurges.Body> {
    /** How long purges may rest, before somebody has to ask again. */
    static final Duration PAUSE_MAX = Duration.ofDays(14);

    /** What pauses and resumptions are chained under. */
    static final String CHAIN = "purges";

    private static final int ATTEMPTS_MAX = 4;

    /**
     * A stop.
     *
     * @param until when purges go on, within 14 days
     */
    public record Body(
            @Text(max = 400, example = "We look into whether the period of 7 days was meant")
            String reason,

            Instant until) {}

    private final Purges purges;
    private final InstantSource clock;

    public PausePurges(Purges purges, InstantSource clock) {
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Stop purges for a while", Body.class)
                .answers(200, ReadPurges.Answer.class)
                .refuses(Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<Body> request) {
        var body = request.body();
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var now = clock.instant();
            if (!body.until().isAfter(now) || body.until().isAfter(now.plus(PAUSE_MAX))) {
                throw new Malformed("/until", "must be to come, within 14 days");
            }
            var state = purges.state(request.tenant());
            var entry = ChainedEntry.append(
                    CHAIN,
                    state.head(),
                    Entry.of(
                            "purges.paused",
                            request.client(),
                            now,
                            Map.of(
                                    "reason",
                                    body.reason(),
                                    "until",
                                    body.until().toString())));
            var next = state.with(
                    Optional.of(new PurgeState.Pause(request.client(), body.reason(), now, body.until())), entry);
            if (purges.pause(request.tenant(), next, entry)) {
                return Response.ok(ReadPurges.answer(next, purges.verification(), List.of(), now));
            }
            // A purge ended meanwhile, or somebody else was faster.
        }
        throw new Refused(Problem.CONTENDED);
    }
}
