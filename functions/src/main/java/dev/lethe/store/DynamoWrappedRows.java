package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.epoch.WrappedRows;
import dev.lethe.store.Keys.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Wrapped keys in {@code keys}, found by going through the whole table. */
public final class DynamoWrappedRows implements WrappedRows {
    private final Dynamo dynamo;

    public DynamoWrappedRows(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Page page(Set<String> except, Optional<String> from) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":subject", Item.s(Kind.SUBJECT_KEY.name()));
        values.put(":day", Item.s(Kind.DAY_KEY.name()));
        values.put(":evidence", Item.s(Kind.EVIDENCE_KEY.name()));
        var filter = new StringBuilder("#kind IN (:subject, :day, :evidence) AND attribute_exists(#by)");
        var n = 0;
        for (var arn : except) {
            values.put(":arn" + n, Item.s(arn));
            filter.append(" AND #by <> :arn").append(n);
            n++;
        }
        var page = dynamo.scan(
                Table.KEYS,
                ScanRequest.builder()
                        .filterExpression(filter.toString())
                        .expressionAttributeNames(Map.of("#kind", "kind", "#by", "wrappedBy"))
                        .expressionAttributeValues(values)
                        .exclusiveStartKey(from.map(Cursors::start).orElse(null)));
        return new Page(page.items().stream().map(DynamoWrappedRows::row).toList(), Cursors.of(page.next()));
    }

    @Override
    public boolean replace(Row read, WrappedKey fresh) {
        return dynamo.update(new Dynamo.Change(new Keys.Address(kind(read.name()), read.pk(), read.sk()))
                .set("wrapped", Item.b(fresh.bytes()))
                .set("wrappedBy", Item.s(fresh.wrappedBy()))
                .ifStill("state", Item.s(KeyItems.LIVE))
                .ifStill("wrapped", Item.b(read.wrapped().bytes())));
    }

    private static Row row(Item item) {
        return new Row(KeyItems.name(item), item.text("pk"), item.text("sk"), KeyItems.wrapped(item));
    }

    private static Kind kind(KeyName name) {
        return switch (name.kind()) {
            case SUBJECT -> Kind.SUBJECT_KEY;
            case DAY -> Kind.DAY_KEY;
            case EVIDENCE -> Kind.EVIDENCE_KEY;
            case PSEUDONYM, HOLD -> throw new IllegalStateException("an epoch does not wrap such keys");
        };
    }
}
