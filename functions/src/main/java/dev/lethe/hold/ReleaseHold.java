package dev.lethe.hold;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.hold.Hold.State;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.HoldId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers {@code RELEASE_HOLD}: destroys its key at once; its copies, which nothing opens any more, are swept. */
public final class ReleaseHold implements Endpoint<Nothing> {
    /** The entry of a release, after which nothing that was held opens. */
    public static final String RELEASED = "hold.released";

    private static final int ATTEMPTS_MAX = 4;

    private final Holds holds;
    private final InstantSource clock;

    public ReleaseHold(Holds holds, InstantSource clock) {
        this.holds = holds;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Release a hold: nothing of what it holds opens any more")
                .answers(200, HoldView.class)
                .refuses(Problem.NOT_FOUND, Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var id = request.path("hold", HoldId::new);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var hold = holds.find(request.tenant(), id).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
            var now = clock.instant();
            if (hold.state() == State.RELEASED) {
                return answer(hold, now);
            }
            var entry = ChainedEntry.append(
                    Hold.chain(id),
                    hold.head(),
                    Entry.of(RELEASED, request.client(), now, Map.of("held", Long.toString(hold.held()))));
            var next = hold.released(entry, now);
            if (holds.release(hold, next, entry)) {
                return answer(next, now);
            }
            // Another page was copied meanwhile, or somebody else was faster.
        }
        throw new Refused(Problem.CONTENDED);
    }

    private static Response answer(Hold hold, Instant now) {
        return Response.ok(HoldView.of(hold, Optional.empty(), now));
    }
}
