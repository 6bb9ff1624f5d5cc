package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Gone;
import dev.lethe.retention.Job;
import dev.lethe.retention.Job.Scope;
import dev.lethe.retention.Jobs;
import dev.lethe.retention.Plan;
import dev.lethe.retention.Run;
import dev.lethe.retention.RunId;
import dev.lethe.store.Keys.Address;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The work of planning anew and its runs in {@code records}, what came of it in {@code evidence}. */
public final class DynamoJobs implements Jobs {
    private static final int ATTEMPTS_MAX = 20;

    private final Dynamo dynamo;
    private final DynamoExpiryLog log;

    public DynamoJobs(Dynamo dynamo, DynamoExpiryLog log) {
        this.dynamo = dynamo;
        this.log = log;
    }

    @Override
    public void begin(Run run) {
        if (!(dynamo.transact(JobItems.begin(dynamo, run)) instanceof Dynamo.Transacted.Done)) {
            throw new StoreUnavailable();
        }
    }

    @Override
    public Optional<Run> run(Tenant tenant, RunId run) {
        return dynamo.get(Keys.run(tenant, run)).map(JobItems::run);
    }

    @Override
    public List<Run> runs(Tenant tenant, int max) {
        return dynamo
                .query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Item.s(Keys.runs(tenant))))
                                .scanIndexForward(false)
                                .limit(max))
                .items()
                .stream()
                .map(JobItems::run)
                .toList();
    }

    @Override
    public List<Job> open(Run run) {
        var segments = IntStream.range(0, Run.SEGMENTS)
                .mapToObj(number -> Keys.replan(run.tenant(), new Scope.Segment(run.id(), number), run.from()))
                .toList();
        return dynamo.get(segments).values().stream().map(JobItems::job).toList();
    }

    @Override
    public List<Job> due(Instant now, int max) {
        // In their order: what may not begin yet is not even read.
        var bound = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString();
        var due = new ArrayList<Job>();
        for (var shard = 0; shard < Keys.REPLAN_SHARDS && due.size() < max; shard++) {
            var pk = Keys.replans(shard);
            Map<String, AttributeValue> from = Map.of();
            do {
                var page = dynamo.query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND sk < :bound")
                                .expressionAttributeValues(Map.of(":pk", Item.s(pk), ":bound", Item.s(bound)))
                                .exclusiveStartKey(from.isEmpty() ? null : from)
                                .consistentRead(true)
                                .limit(max));
                page.items().stream()
                        .map(JobItems::job)
                        .filter(job -> !now.isBefore(job.dueAt()))
                        .forEach(due::add);
                from = page.next();
            } while (!from.isEmpty() && due.size() < max);
        }
        return due.subList(0, Math.min(max, due.size()));
    }

    @Override
    public People people(Job job, Optional<String> after) {
        return switch (job.scope()) {
            case Scope.Person(var subject, var _) ->
                new People(
                        after.isPresent() ? List.of() : List.of(new Person(subject, subject.value())),
                        Optional.empty());
            case Scope.Segment(var _, var number) -> scan(job.tenant(), number, after);
        };
    }

    private People scan(Tenant tenant, int segment, Optional<String> after) {
        var page = LivePeople.page(dynamo, tenant, segment, Run.SEGMENTS, after);
        return new People(
                page.people().stream()
                        .map(person -> new Person(person.subject(), person.place()))
                        .toList(),
                page.next());
    }

    @Override
    public Optional<Job> apply(Job next, List<Change> changes, Instant now) {
        var written = next.written();
        var sure = new ArrayList<TransactWriteItem>();
        sure.add(dynamo.replacing(JobItems.key(next), JobItems.item(written), next.revision()));
        sure.add(HoldCounts.nonePlacing(dynamo, next.tenant()));
        var index = new LinkedHashMap<Address, Item>();
        var removals = new ArrayList<Removals.Removal>();
        for (var change : changes) {
            switch (change.plan()) {
                case Plan.Remove(var how) ->
                    removals.add(new Removals.Removal(dynamo.deleting(asRead(change)), gone(change, how, now)));
                case Plan.Move(var expiry) -> {
                    sure.add(dynamo.updating(ContentItems.moving(asRead(change), expiry, change.resealed())));
                    index.putAll(ContentItems.index(change.content(), expiry));
                }
                case Plan.Keep _ -> {
                    // Nothing becomes of it.
                }
            }
        }
        index.forEach((address, row) -> sure.add(dynamo.putting(address, row)));
        return Removals.remove(dynamo, log, sure, removals) ? Optional.of(written) : Optional.empty();
    }

    private static Dynamo.Change asRead(Change change) {
        return ContentItems.asRead(change.content());
    }

    private static Gone gone(Change change, Gone.How how, Instant now) {
        var content = change.content();
        return new Gone(
                content.tenant(),
                content.sid(),
                content.kind(),
                content.item(),
                content.expiry().at(),
                now,
                how);
    }

    @Override
    public Optional<Job> advance(Job next) {
        var written = next.written();
        var write = dynamo.replacing(JobItems.key(next), JobItems.item(written), next.revision());
        return dynamo.transact(List.of(write)) instanceof Dynamo.Transacted.Done
                ? Optional.of(written)
                : Optional.empty();
    }

    @Override
    public void end(Job job, Instant now) {
        switch (job.scope()) {
            case Scope.Person(var subject, var decidedAt) -> {
                var evidence = Keys.replanned(job.tenant(), subject, decidedAt);
                var item = TallyItems.with(Item.at(evidence).instant("at", now), job.tallies());
                if (!(dynamo.transact(List.of(removal(job), dynamo.creating(evidence, item)))
                        instanceof Dynamo.Transacted.Done)) {
                    // It is in evidence already, since a restored copy brought the work back; or it is not ours any
                    // more.
                    dynamo.transact(List.of(removal(job)));
                }
            }
            case Scope.Segment(var run, var _) -> endSegment(job, run, now);
        }
    }

    private void endSegment(Job job, RunId id, Instant now) {
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var run = run(job.tenant(), id);
            var writes = new ArrayList<>(List.of(removal(job)));
            run.map(read -> read.with(job.tallies(), now)).ifPresent(next -> {
                writes.add(dynamo.replacing(Keys.run(job.tenant(), id), JobItems.item(next), next.revision() - 1));
                if (next.finishedAt().isPresent() && !next.previews()) {
                    writes.add(ran(next, now));
                }
            });
            if (dynamo.transact(writes) instanceof Dynamo.Transacted.Done) {
                return;
            }
            if (dynamo.get(JobItems.key(job))
                    .filter(row -> row.number("revision") == job.revision())
                    .isEmpty()) {
                // Somebody else was faster.
                return;
            }
        }
        throw new StoreUnavailable();
    }

    private TransactWriteItem ran(Run run, Instant now) {
        var evidence = Keys.ran(run.tenant(), run.id());
        return dynamo.creating(
                evidence,
                TallyItems.with(
                        Item.at(evidence)
                                .text("cause", run.cause().name())
                                .number("schedule", run.schedule())
                                .instant("at", now),
                        run.done()));
    }

    private TransactWriteItem removal(Job job) {
        return dynamo.deleting(new Dynamo.Change(JobItems.key(job)).ifStill("revision", Item.n(job.revision())));
    }
}
