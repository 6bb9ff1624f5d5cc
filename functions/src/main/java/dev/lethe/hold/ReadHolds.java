package dev.lethe.hold;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.HoldId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_HOLDS}: every hold of the tenant, newest first, those included that were released. */
public final class ReadHolds implements Endpoint<Nothing> {
    static final int PAGE_MAX = 50;

    /** A page; {@code next} begins the following one. */
    public record Answer(List<HoldView> holds, Optional<HoldId> next) {}

    private final Holds holds;
    private final InstantSource clock;

    public ReadHolds(Holds holds, InstantSource clock) {
        this.holds = holds;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read which holds there are, and whose review is overdue")
                .query("next", HoldId.class, false)
                .answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var page = holds.page(request.tenant(), request.query("next", HoldId::new), PAGE_MAX);
        var now = clock.instant();
        return Response.ok(new Answer(
                page.stream()
                        .map(hold -> HoldView.of(hold, Optional.empty(), now))
                        .toList(),
                page.size() < PAGE_MAX
                        ? Optional.empty()
                        : Optional.of(page.getLast().id())));
    }
}
