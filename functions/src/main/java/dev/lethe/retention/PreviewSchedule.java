package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code PREVIEW_SCHEDULE}: what a schedule would remove, move and keep, counted over all that is stored. Publishes nothing and
 * removes nothing. The counting is a run like any other, since nobody can say beforehand how much there is.
 */
public final class PreviewSchedule implements Endpoint<ScheduleDraft> {

    /** A preview that has begun. */
    public record Answer(RunId run, List<ScheduleFinding> findings) {}

    private final Schedules schedules;
    private final Jobs jobs;
    private final Noticed noticed;
    private final Ids ids;
    private final InstantSource clock;

    public PreviewSchedule(Schedules schedules, Jobs jobs, Noticed noticed, Ids ids, InstantSource clock) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.noticed = noticed;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<ScheduleDraft> contract() {
        return Contract.taking("Count what a retention schedule would remove, move and keep", ScheduleDraft.class)
                .answers(202, Answer.class);
    }

    @Override
    public Response handle(Request<ScheduleDraft> request) {
        var tenant = request.tenant();
        var catalog = schedules.catalog(tenant);
        var told = noticed.terms(tenant, catalog);
        noticed.check(request.body(), told);
        var now = clock.instant();
        var run = Run.begun(
                tenant,
                RunId.of(ids, now),
                Run.Cause.PREVIEW,
                Optional.of(request.body()),
                catalog.schedule(),
                now,
                now);
        jobs.begin(run);
        return Response.accepted(
                "/v1/retention-runs/" + run.id(), new Answer(run.id(), ScheduleRules.findings(request.body(), told)));
    }
}
