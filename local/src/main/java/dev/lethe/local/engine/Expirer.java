package dev.lethe.local.engine;

import dev.lethe.api.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Does by the movable clock what DynamoDB's expiry does by the real one, which DynamoDB Local never does. Each deletion is
 * marked in the same transaction, so that exactly these, and no others, reach the stream as the service's own.
 */
public final class Expirer {
    /** The table of marks; it is not the suite's. */
    static final String MARKS = "-expired-marks";

    private final DynamoDbClient client;
    private final Map<Table, String> names;
    private final InstantSource clock;

    public Expirer(DynamoDbClient client, Map<Table, String> names, InstantSource clock) {
        this.client = client;
        this.names = names;
        this.clock = clock;
    }

    static String marks(Map<Table, String> names) {
        return names.get(Table.RECORDS) + MARKS;
    }

    /** Removes whatever has expired from every table that expires; returns how many items. */
    public int run() {
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().expires())
                .mapToInt(entry -> run(entry.getValue()))
                .sum();
    }

    private int run(String table) {
        var now = AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond()));
        var expired = client.scanPaginator(r -> r.tableName(table)
                        .filterExpression("#ttl <= :now")
                        .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                        .expressionAttributeValues(Map.of(":now", now)))
                .items();
        var removed = 0;
        for (var item : expired) {
            if (remove(table, item)) {
                removed++;
            }
        }
        return removed;
    }

    private boolean remove(String table, Map<String, AttributeValue> item) {
        try {
            var removal = TransactWriteItem.builder()
                    .delete(d -> d.tableName(table)
                            .key(Map.of("pk", value(item, "pk"), "sk", value(item, "sk")))
                            .conditionExpression("#ttl = :ttl")
                            .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                            .expressionAttributeValues(Map.of(":ttl", value(item, Table.TTL))))
                    .build();
            var mark = TransactWriteItem.builder()
                    .put(p -> p.tableName(marks(names)).item(mark(table, item)))
                    .build();
            client.transactWriteItems(r -> r.transactItems(List.of(removal, mark)));
            return true;
        } catch (TransactionCanceledException _) {
            // It was renewed or removed meanwhile.
            return false;
        }
    }

    /** What tells one deletion from every other: the row and the time it had expired at. */
    static Map<String, AttributeValue> mark(String table, Map<String, AttributeValue> image) {
        return Map.of(
                "pk", AttributeValue.fromS(table + "|" + value(image, "pk").s()),
                "sk",
                        AttributeValue.fromS(value(image, "sk").s() + "|"
                                + image.getOrDefault(Table.TTL, AttributeValue.fromN("0"))
                                        .n()));
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an item has its key and its time");
        }
        return value;
    }

    /** Makes the table of marks, if it is not there yet. */
    public static void createMarks(DynamoDbClient client, Map<Table, String> names) {
        if (client.listTables().tableNames().contains(marks(names))) {
            return;
        }
        client.createTable(r -> r.tableName(marks(names))
                .billingMode("PAY_PER_REQUEST")
                .keySchema(Tables.schema("pk", "sk"))
                .attributeDefinitions(List.of(attribute("pk"), attribute("sk"))));
        client.waiter().waitUntilTableExists(r -> r.tableName(marks(names)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType("S")
                .build();
    }
}
