package dev.lethe.retention;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code RESUME_PURGES}: the next purge does all that rested. Where nothing rests, nothing changes. */
public final class ResumePurges implements Endpoint<Nothing> {
    private static final int ATTEMPTS_MAX = 4;

    private final Purges purges;
    private final InstantSource clock;

    public ResumePurges(Purges purges, InstantSource clock) {
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Let purges go on")
                .answers(200, ReadPurges.Answer.class)
                .refuses(Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var now = clock.instant();
            var state = purges.state(request.tenant());
            if (!state.pausedAt(now)) {
                return Response.ok(ReadPurges.answer(state, purges.verification(), List.of(), now));
            }
            var entry = ChainedEntry.append(
                    PausePurges.CHAIN, state.head(), Entry.of("purges.resumed", request.client(), now, Map.of()));
            var next = state.with(Optional.empty(), entry);
            if (purges.pause(request.tenant(), next, entry)) {
                return Response.ok(ReadPurges.answer(next, purges.verification(), List.of(), now));
            }
            // A purge ended meanwhile, or somebody else was faster.
        }
        throw new Refused(Problem.CONTENDED);
    }
}
