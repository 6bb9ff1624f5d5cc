package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Chains;
import dev.lethe.audit.Entry;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Chains in {@code evidence}. */
public final class DynamoChains implements Chains {
    private final Dynamo dynamo;

    public DynamoChains(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Page page(Optional<String> from) {
        var page = dynamo.scan(
                Table.EVIDENCE,
                ScanRequest.builder()
                        .filterExpression("#kind = :chained AND sk = :first")
                        .expressionAttributeNames(Map.of("#kind", "kind"))
                        .expressionAttributeValues(
                                Map.of(":chained", Item.s(Keys.Kind.CHAINED.name()), ":first", Item.s(Sortable.of(1))))
                        .exclusiveStartKey(from.map(Cursors::start).orElse(null)));
        return new Page(page.items().stream().map(DynamoChains::named).toList(), Cursors.of(page.next()));
    }

    @Override
    public void each(Tenant tenant, String chain, Consumer<ChainedEntry> entry) {
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    Table.EVIDENCE,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(
                                    ":pk", Item.s(Keys.chained(tenant, chain, 1).pk())))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            page.items().forEach(item -> entry.accept(entry(chain, item)));
            from = page.next();
        } while (!from.isEmpty());
    }

    private static Named named(Item item) {
        var pk = item.text("pk").split("#", 4);
        return new Named(new Tenant(pk[1]), pk[3]);
    }

    private static ChainedEntry entry(String chain, Item item) {
        var details = new TreeMap<String, String>();
        item.items("details").forEach((name, value) -> details.put(name, value.text("is")));
        return new ChainedEntry(
                chain,
                Long.parseLong(item.text("sk")),
                item.text("previous"),
                new Entry(item.text("action"), new ClientId(item.text("actor")), item.instant("at"), details),
                item.text("hash"));
    }
}
