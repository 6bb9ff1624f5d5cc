package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import dev.lethe.retention.Gone;
import dev.lethe.retention.Stragglers;
import dev.lethe.store.Removals.Removal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Stragglers in {@code records}. */
public final class DynamoStragglers implements Stragglers {
    /** How long it is told of something that was put aside. */
    private static final Duration QUARANTINE = Duration.ofDays(400);

    private final Dynamo dynamo;
    private final DynamoExpiryLog log;

    public DynamoStragglers(Dynamo dynamo, DynamoExpiryLog log) {
        this.dynamo = dynamo;
        this.log = log;
    }

    @Override
    public LocalDate settledThrough(Tenant tenant) {
        return dynamo.get(Keys.tenant(tenant))
                .orElseThrow(() -> new IllegalStateException("a tenant has its row"))
                .date("settledThrough");
    }

    @Override
    public boolean settleThrough(Tenant tenant, LocalDate read, LocalDate day) {
        return dynamo.update(new Dynamo.Change(Keys.tenant(tenant))
                .set("settledThrough", Item.s(day.toString()))
                .ifStill("settledThrough", Item.s(read.toString())));
    }

    @Override
    public List<Due> due(Tenant tenant, LocalDate day, int max) {
        var found = new ArrayList<Due>();
        for (var shard = 0; shard < Keys.SHARDS && found.size() < max; shard++) {
            var of = shard;
            var pk = Keys.due(tenant, day, shard, new StorageId("a".repeat(26))).pk();
            dynamo.query(
                            Table.RECORDS,
                            QueryRequest.builder()
                                    .keyConditionExpression("pk = :pk")
                                    .expressionAttributeValues(Map.of(":pk", Item.s(pk)))
                                    .consistentRead(true)
                                    .limit(max - found.size()))
                    .items()
                    .forEach(item -> found.add(new Due(day, of, new StorageId(item.text("sk")))));
        }
        return found;
    }

    @Override
    public Purged purge(Tenant tenant, StorageId sid, Instant now, int max) {
        Map<String, AttributeValue> from = Map.of();
        var removed = 0;
        var quarantined = 0;
        do {
            var page = dynamo.query(
                    Table.RECORDS,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk")
                            .filterExpression("#ttl <= :now")
                            .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                            .expressionAttributeValues(Map.of(
                                    ":pk", Item.s(Keys.content(tenant, sid)), ":now", Item.n(now.getEpochSecond())))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            var removals = new ArrayList<Removal>();
            for (var item : page.items()) {
                if (removed + removals.size() == max) {
                    return new Purged(removed + remove(removals), quarantined, true);
                }
                try {
                    removals.add(removal(tenant, sid, item, now));
                } catch (RuntimeException _) {
                    quarantined += quarantine(tenant, sid, item, now) ? 1 : 0;
                }
            }
            removed += remove(removals);
            from = page.next();
        } while (!from.isEmpty());
        return new Purged(removed, quarantined, false);
    }

    private Removal removal(Tenant tenant, StorageId sid, Item item, Instant now) {
        var kind = Keys.Kind.valueOf(item.text("kind"));
        var due = item.number(Table.TTL);
        var key = new Keys.Address(kind, item.text("pk"), item.text("sk"));
        return new Removal(
                dynamo.deleting(new Dynamo.Change(key).ifStill(Table.TTL, Item.n(due))),
                new Gone(tenant, sid, kind.name(), item.text("sk"), Instant.ofEpochSecond(due), now, Gone.How.PURGED));
    }

    /** How many of them are gone; what is gone already or was renewed meanwhile is left alone. */
    private int remove(List<Removal> removals) {
        if (removals.isEmpty() || Removals.remove(dynamo, log, List.of(), removals)) {
            return removals.size();
        }
        return (int) removals.stream()
                .filter(removal -> Removals.remove(dynamo, log, List.of(), List.of(removal)))
                .count();
    }

    /** Puts aside what is not of the form that items have; false when it was before. */
    private boolean quarantine(Tenant tenant, StorageId sid, Item item, Instant now) {
        var key = Keys.quarantined(tenant, sid, item.text("sk"));
        return dynamo.create(key, Item.at(key).instant("foundAt", now).goes(now.plus(QUARANTINE)));
    }

    @Override
    public void settle(Tenant tenant, Due due) {
        dynamo.delete(Keys.due(tenant, due.day(), due.shard(), due.sid()));
    }

    static LocalDate dayOf(Item item) {
        return Expiry.dayOf(Instant.ofEpochSecond(item.number(Table.TTL)));
    }
}
