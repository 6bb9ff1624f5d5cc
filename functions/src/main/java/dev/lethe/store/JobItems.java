package dev.lethe.store;

import dev.lethe.api.Fn;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Job;
import dev.lethe.retention.Job.Scope;
import dev.lethe.retention.Run;
import dev.lethe.retention.RunId;
import dev.lethe.retention.ScheduleDraft;
import dev.lethe.store.Keys.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How the work of planning anew is written, and the runs it belongs to. */
final class JobItems {
    /** How long a run can be looked at. What it did stays in evidence. */
    private static final Duration RUN_KEPT = Duration.ofDays(400);

    static Address key(Job job) {
        return Keys.replan(job.tenant(), job.scope(), job.from());
    }

    static Item item(Job job) {
        var item = Item.at(key(job))
                .text("tenant", job.tenant().value())
                .instant("from", job.from())
                .instant("dueAt", job.dueAt())
                .number("failures", job.failures())
                .number("revision", job.revision());
        switch (job.scope()) {
            case Scope.Person(var subject, var decidedAt) ->
                item.text("subject", subject.value()).instant("decidedAt", decidedAt);
            case Scope.Segment(var run, var number) ->
                item.text("run", run.value()).number("segment", number);
        }
        job.after().ifPresent(after -> item.text("after", after));
        job.place().ifPresent(place -> item.text("place", place));
        return TallyItems.with(item, job.tallies());
    }

    static Job job(Item item) {
        return new Job(
                new Tenant(item.text("tenant")),
                item.has("run")
                        ? new Scope.Segment(new RunId(item.text("run")), Math.toIntExact(item.number("segment")))
                        : new Scope.Person(new SubjectId(item.text("subject")), item.instant("decidedAt")),
                item.instant("from"),
                item.instant("dueAt"),
                item.textIfAny("after"),
                item.textIfAny("place"),
                TallyItems.tallies(item),
                Math.toIntExact(item.number("failures")),
                item.number("revision"));
    }

    static Item item(Run run) {
        var item = Item.at(Keys.run(run.tenant(), run.id()))
                .text("cause", run.cause().name())
                .number("schedule", run.schedule())
                .instant("startedAt", run.startedAt())
                .instant("from", run.from())
                .number("segmentsDone", run.segmentsDone())
                .instant("finishedAt", run.finishedAt())
                .number("revision", run.revision())
                .goes(run.startedAt().plus(RUN_KEPT));
        run.draft()
                .ifPresent(
                        draft -> item.text("draft", new String(Json.write(Shape.tree(draft)), StandardCharsets.UTF_8)));
        return TallyItems.with(item, run.done());
    }

    static Run run(Item item) {
        return new Run(
                new Tenant(item.text("pk").split("#", -1)[1]),
                new RunId(item.text("sk")),
                Run.Cause.valueOf(item.text("cause")),
                item.textIfAny("draft").map(JobItems::draft),
                Math.toIntExact(item.number("schedule")),
                item.instant("startedAt"),
                item.instant("from"),
                Math.toIntExact(item.number("segmentsDone")),
                TallyItems.tallies(item),
                item.instantIfAny("finishedAt"),
                item.number("revision"));
    }

    static ScheduleDraft draft(String text) {
        return Shape.of(ScheduleDraft.class)
                .read(Json.read(text.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(() -> new IllegalStateException("a schedule is stored as JSON")));
    }

    /** Begins a run. */
    static List<TransactWriteItem> begin(Dynamo dynamo, Run run) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(dynamo.creating(Keys.run(run.tenant(), run.id()), item(run)));
        for (var number = 0; number < Run.SEGMENTS; number++) {
            writes.add(begin(dynamo, Job.of(run.tenant(), new Scope.Segment(run.id(), number), run.from())));
        }
        return writes;
    }

    /** Begins a job; one of before, about the same decision, is the same. */
    static TransactWriteItem begin(Dynamo dynamo, Job job) {
        return dynamo.putting(key(job), item(job));
    }

    /**
     * Has what is kept of a person planned anew because of something they decided, once whoever may have decided something else about
     * them before is done.
     */
    static TransactWriteItem begin(Dynamo dynamo, Tenant tenant, SubjectId subject, Instant decidedAt) {
        return begin(dynamo, Job.of(tenant, new Scope.Person(subject, decidedAt), decidedAt.plus(Fn.SETTLED_AFTER)));
    }

    private JobItems() {}
}
