package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.PurgeRun;
import dev.lethe.retention.PurgeState;
import dev.lethe.retention.Purges;
import dev.lethe.retention.RunId;
import dev.lethe.retention.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How purges stand and what they did, in {@code records}. */
public final class DynamoPurges implements Purges {
    /** How long it can be looked at what a purge did. What went is in evidence. */
    private static final Duration RUN_KEPT = Duration.ofDays(400);

    private final Dynamo dynamo;

    public DynamoPurges(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public PurgeState state(Tenant tenant) {
        return dynamo.get(Keys.purges(tenant)).map(DynamoPurges::state).orElse(PurgeState.NONE);
    }

    @Override
    public boolean keep(Tenant tenant, PurgeState next, Optional<PurgeRun> run) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(replacing(tenant, next));
        run.ifPresent(done -> {
            var key = Keys.purge(tenant, done.id());
            writes.add(dynamo.creating(key, item(Item.at(key), done)));
        });
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean pause(Tenant tenant, PurgeState next, ChainedEntry entry) {
        return dynamo.transact(List.of(
                        replacing(tenant, next),
                        StandingItems.chained(dynamo, Keys.chained(tenant, entry.chain(), entry.position()), entry)))
                instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Verification verification() {
        return dynamo.get(Keys.verification())
                .map(item -> new Verification(
                        item.instantIfAny("startedAt"),
                        item.textIfAny("from"),
                        item.number("seen"),
                        item.number("missed"),
                        item.instantIfAny("verifiedAt"),
                        item.number("revision")))
                .orElse(Verification.NONE);
    }

    @Override
    public boolean keep(Verification next) {
        var key = Keys.verification();
        var item = Item.at(key)
                .instant("startedAt", next.startedAt())
                .number("seen", next.seen())
                .number("missed", next.missed())
                .instant("verifiedAt", next.verifiedAt())
                .number("revision", next.revision());
        next.from().ifPresent(from -> item.text("from", from));
        return dynamo.transact(List.of(dynamo.replacing(key, item, next.revision() - 1)))
                instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Optional<PurgeRun> run(Tenant tenant, RunId run) {
        return dynamo.get(Keys.purge(tenant, run)).map(DynamoPurges::run);
    }

    @Override
    public List<PurgeRun> runs(Tenant tenant, int max) {
        return dynamo
                .query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND begins_with(sk, :run)")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.s(Keys.purges(tenant).pk()), ":run", Item.s("run_")))
                                .scanIndexForward(false)
                                .limit(max))
                .items()
                .stream()
                .map(DynamoPurges::run)
                .toList();
    }

    private TransactWriteItem replacing(Tenant tenant, PurgeState next) {
        var key = Keys.purges(tenant);
        var item = Item.at(key)
                .instant("lastRunAt", next.lastRunAt())
                .instant("lastSuccessAt", next.lastSuccessAt())
                .number("lagSeconds", next.lag().toSeconds())
                .number("quarantined", next.quarantined())
                .number("missed", next.missed())
                .number("revision", next.revision());
        next.pause().ifPresent(pause -> item.text("pausedBy", pause.by().value())
                .text("reason", pause.reason())
                .instant("pausedAt", pause.at())
                .instant("pausedUntil", pause.until()));
        return dynamo.replacing(key, StandingItems.head(item, next.head()), next.revision() - 1);
    }

    private static PurgeState state(Item item) {
        return new PurgeState(
                item.instantIfAny("lastRunAt"),
                item.instantIfAny("lastSuccessAt"),
                Duration.ofSeconds(item.number("lagSeconds")),
                item.number("quarantined"),
                item.numberIfAny("missed").orElse(0L),
                item.textIfAny("pausedBy")
                        .map(by -> new PurgeState.Pause(
                                new ClientId(by),
                                item.text("reason"),
                                item.instant("pausedAt"),
                                item.instant("pausedUntil"))),
                StandingItems.head(item),
                item.number("revision"));
    }

    private static Item item(Item item, PurgeRun run) {
        return item.text("by", run.by().name())
                .instant("startedAt", run.startedAt())
                .instant("finishedAt", run.finishedAt())
                .number("daysEnded", run.daysEnded())
                .number("itemsPurged", run.itemsPurged())
                .number("itemsAnonymised", run.itemsAnonymised())
                .number("quarantined", run.quarantined())
                .number("lagSeconds", run.lag().toSeconds())
                .text("complete", Boolean.toString(run.complete()))
                .goes(run.startedAt().plus(RUN_KEPT));
    }

    private static PurgeRun run(Item item) {
        return new PurgeRun(
                new RunId(item.text("sk")),
                PurgeRun.By.valueOf(item.text("by")),
                item.instant("startedAt"),
                item.instant("finishedAt"),
                Math.toIntExact(item.number("daysEnded")),
                Math.toIntExact(item.number("itemsPurged")),
                Math.toIntExact(item.numberIfAny("itemsAnonymised").orElse(0L)),
                Math.toIntExact(item.number("quarantined")),
                Duration.ofSeconds(item.number("lagSeconds")),
                Boolean.parseBoolean(item.text("complete")));
    }
}
