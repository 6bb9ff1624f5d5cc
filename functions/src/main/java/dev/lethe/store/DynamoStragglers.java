package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import dev.lethe.retention.Gone;
import dev.lethe.retention.Stragglers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Stragglers in {@code records}. */
public final class DynamoStragglers implements Stragglers {
    private final Dynamo dynamo;

    public DynamoStragglers(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public LocalDate settledThrough(Tenant tenant) {
        return dynamo.get(Keys.tenant(tenant))
                .orElseThrow(() -> new IllegalStateException("a tenant has its row"))
                .date("settledThrough");
    }

    @Override
    public void settleThrough(Tenant tenant, LocalDate day) {
        // Another run may be further already.
        dynamo.update(new Dynamo.Change(Keys.tenant(tenant))
                .set("settledThrough", Item.s(day.toString()))
                .ifBefore("settledThrough", Item.s(day.toString())));
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
    public int purge(Tenant tenant, StorageId sid, Instant now, int max) {
        Map<String, AttributeValue> from = Map.of();
        var removed = 0;
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
            for (var item : page.items()) {
                if (removed == max) {
                    return removed;
                }
                remove(tenant, sid, item, now);
                removed++;
            }
            from = page.next();
        } while (!from.isEmpty());
        return removed;
    }

    /** Removes an item and records it, together; what is gone or was renewed meanwhile is left alone. */
    private void remove(Tenant tenant, StorageId sid, Item item, Instant now) {
        var kind = Keys.Kind.valueOf(item.text("kind"));
        var gone = new Gone(
                tenant,
                sid,
                kind.name(),
                item.text("sk"),
                Instant.ofEpochSecond(item.number(Table.TTL)),
                now,
                Gone.How.PURGED);
        var key = new Keys.Address(kind, item.text("pk"), item.text("sk"));
        var removal = dynamo.deleting(new Dynamo.Change(key).ifStill(Table.TTL, Item.n(item.number(Table.TTL))));
        var evidence = DynamoExpiryLog.key(gone);
        var done = dynamo.transact(List.of(removal, dynamo.creating(evidence, DynamoExpiryLog.item(gone))));
        if (done instanceof Dynamo.Transacted.Refused(var inTheWay)
                && inTheWay.stream().anyMatch(Optional::isPresent)) {
            // It is in evidence already: only the item is left.
            dynamo.transact(List.of(removal));
        }
    }

    @Override
    public void settle(Tenant tenant, Due due) {
        dynamo.delete(Keys.due(tenant, due.day(), due.shard(), due.sid()));
    }

    static LocalDate dayOf(Item item) {
        return Expiry.dayOf(Instant.ofEpochSecond(item.number(Table.TTL)));
    }
}
