package dev.lethe.retention;

import dev.lethe.api.Fn;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Catalog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code PUBLISH_SCHEDULE}: what is taken in from now on is kept by it, and what is stored is planned anew. */
public final class PublishSchedule implements Endpoint<ScheduleDraft> {
    /** The detail of the evidence of a publication that says which version. */
    public static final String SCHEDULE = "schedule";

    private static final int ATTEMPTS_MAX = 3;

    /**
     * A version that is in force.
     *
     * @param site where anyone may read it
     * @param run the run that plans anew what is stored; absent where nothing was published, since it is in force already
     * @param findings what somebody may not have meant; published all the same
     */
    public record Answer(
            int version,
            Instant publishedAt,
            String hash,
            Site site,
            Optional<RunId> run,
            List<ScheduleFinding> findings) {}

    private final Schedules schedules;
    private final Noticed noticed;
    private final Tenants tenants;
    private final Ids ids;
    private final InstantSource clock;

    public PublishSchedule(Schedules schedules, Noticed noticed, Tenants tenants, Ids ids, InstantSource clock) {
        this.schedules = schedules;
        this.noticed = noticed;
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<ScheduleDraft> contract() {
        return Contract.taking("Publish the next version of the retention schedule", ScheduleDraft.class)
                .answers(200, Answer.class)
                .answers(201, Answer.class)
                .refuses(Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<ScheduleDraft> request) {
        var tenant = request.tenant();
        var draft = request.body();
        var hash = Sha256.hex(Json.write(Shape.tree(draft)));
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var catalog = schedules.catalog(tenant);
            var told = noticed.terms(tenant, catalog);
            noticed.check(draft, told);
            var findings = ScheduleRules.findings(draft, told);
            var now = clock.instant();
            var last = schedules.inForce(tenant, catalog);
            if (last.filter(version -> version.hash().equals(hash)).isPresent()) {
                return Response.ok(answer(last.get(), request, Optional.empty(), findings));
            }
            var next = new RetentionSchedule(catalog.schedule() + 1, now, hash, draft);
            var run = Run.begun(
                    tenant,
                    RunId.of(ids, now),
                    Run.Cause.SCHEDULE,
                    Optional.empty(),
                    next.version(),
                    now,
                    // Whoever read the schedule of before has written by then.
                    now.plus(Fn.SETTLED_AFTER));
            if (publish(request, catalog, next, run)) {
                return Response.created(answer(next, request, Optional.of(run.id()), findings));
            }
            // Something else was published first. Decide again, against what is now current.
        }
        throw new Refused(Problem.CONTENDED);
    }

    private boolean publish(Request<ScheduleDraft> request, Catalog catalog, RetentionSchedule next, Run run) {
        var entry = ChainedEntry.append(
                "notices",
                catalog.head(),
                Entry.of(
                        "schedule.published",
                        request.client(),
                        next.publishedAt(),
                        Map.of(SCHEDULE, Integer.toString(next.version()), "hash", next.hash())));
        var following = catalog.retaining(next.version()).next(catalog.purposes(), entry.head());
        return schedules.publish(request.tenant(), next, catalog, following, entry, run);
    }

    private Answer answer(
            RetentionSchedule schedule,
            Request<ScheduleDraft> request,
            Optional<RunId> run,
            List<ScheduleFinding> findings) {
        return new Answer(
                schedule.version(),
                schedule.publishedAt(),
                schedule.hash(),
                tenants.siteOf(request.tenant()),
                run,
                findings);
    }
}
