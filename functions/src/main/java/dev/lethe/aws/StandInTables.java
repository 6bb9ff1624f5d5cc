package dev.lethe.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of DynamoDB that rehearsals need: what was put is found again. Conditions hold, filters let everything through, and what
 * updates would change stays as it is.
 */
final class StandInTables {
    /** When everything was made that was there before, in seconds. */
    static final long MADE_AT = 1_768_000_000L;

    private static final Pattern EQUALS = Pattern.compile("(\\S+) = (:\\w+)");
    private static final Pattern BEGINS = Pattern.compile("begins_with\\((\\S+), (:\\w+)\\)");

    /** By the table's name and the item's key. Items are in DynamoDB's own JSON. */
    private final Map<String, NavigableMap<String, Map<String, Object>>> tables = new ConcurrentHashMap<>();

    Map<String, Object> answer(String operation, Map<String, Object> asked) {
        return switch (operation) {
            case "DescribeTable" -> Map.of("Table", described(text(asked.get("TableName"))));
            case "GetItem" -> {
                var item = table(asked).get(key(map(asked.get("Key"))));
                yield item == null ? Map.of() : Map.of("Item", item);
            }
            case "BatchGetItem" -> batch(map(asked.get("RequestItems")));
            case "Query" -> query(asked);
            case "Scan" -> found(List.copyOf(table(asked).values()));
            case "PutItem", "UpdateItem", "DeleteItem" -> write(operation, asked);
            case "TransactWriteItems" -> {
                for (var write : list(asked.get("TransactItems"))) {
                    map(write).forEach((kind, one) -> write(kind + "Item", map(one)));
                }
                yield Map.of();
            }
            default -> throw new IllegalStateException("no rehearsal asks the store for " + operation);
        };
    }

    private Map<String, Object> write(String operation, Map<String, Object> asked) {
        switch (operation) {
            case "PutItem" -> {
                var item = map(asked.get("Item"));
                table(asked).put(key(item), item);
            }
            case "DeleteItem" -> table(asked).remove(key(map(asked.get("Key"))));
            default -> {
                // An update or a check: see above.
            }
        }
        return Map.of();
    }

    private Map<String, Object> batch(Map<String, Object> asked) {
        var responses = new LinkedHashMap<String, Object>();
        asked.forEach((name, wanted) -> {
            var table = table(name);
            responses.put(
                    name,
                    list(map(wanted).get("Keys")).stream()
                            .map(key -> table.get(key(map(key))))
                            .filter(Objects::nonNull)
                            .toList());
        });
        return Map.of("Responses", responses, "UnprocessedKeys", Map.of());
    }

    private Map<String, Object> query(Map<String, Object> asked) {
        Predicate<Map<String, Object>> wanted = _ -> true;
        var condition = text(asked.get("KeyConditionExpression"));
        for (var is : EQUALS.matcher(condition).results().toList()) {
            var value = map(map(asked.get("ExpressionAttributeValues")).get(is.group(2)));
            wanted = wanted.and(item -> value.equals(item.get(attribute(asked, is.group(1)))));
        }
        for (var begins : BEGINS.matcher(condition).results().toList()) {
            var value = map(map(asked.get("ExpressionAttributeValues")).get(begins.group(2)));
            wanted = wanted.and(item -> item.get(attribute(asked, begins.group(1))) instanceof Map<?, ?> is
                    && text(is.get("S")).startsWith(text(value.get("S"))));
        }
        return found(table(asked).values().stream().filter(wanted).toList());
    }

    private static String attribute(Map<String, Object> asked, String name) {
        return asked.get("ExpressionAttributeNames") instanceof Map<?, ?> names && names.containsKey(name)
                ? text(names.get(name))
                : name;
    }

    private static Map<String, Object> found(List<Map<String, Object>> items) {
        return Map.of("Items", items, "Count", items.size(), "ScannedCount", items.size());
    }

    private static Map<String, Object> described(String name) {
        var key = List.of(
                Map.of("AttributeName", "pk", "KeyType", "HASH"), Map.of("AttributeName", "sk", "KeyType", "RANGE"));
        var index = new LinkedHashMap<String, Object>();
        index.put("IndexName", "rehearsal");
        index.put("IndexArn", "arn:aws:dynamodb:us-east-1:000000000000:table/" + name + "/index/rehearsal");
        index.put("KeySchema", key);
        index.put("Projection", Map.of("ProjectionType", "ALL"));
        index.put("IndexSizeBytes", 0);
        index.put("ItemCount", 0);
        var table = new LinkedHashMap<String, Object>();
        table.put("TableName", name);
        table.put("TableId", name);
        table.put("TableArn", "arn:aws:dynamodb:us-east-1:000000000000:table/" + name);
        table.put("TableStatus", "ACTIVE");
        table.put("CreationDateTime", MADE_AT);
        table.put("AttributeDefinitions", List.of(Map.of("AttributeName", "pk", "AttributeType", "S")));
        table.put("KeySchema", key);
        table.put("TableSizeBytes", 0);
        table.put("ItemCount", 0);
        table.put("BillingModeSummary", Map.of("BillingMode", "PAY_PER_REQUEST"));
        table.put("ProvisionedThroughput", Map.of("ReadCapacityUnits", 0, "WriteCapacityUnits", 0));
        table.put("LocalSecondaryIndexes", List.of(index));
        table.put("GlobalSecondaryIndexes", List.of(index));
        table.put("StreamSpecification", Map.of("StreamEnabled", true, "StreamViewType", "NEW_AND_OLD_IMAGES"));
        table.put("SSEDescription", Map.of("Status", "ENABLED", "SSEType", "KMS"));
        table.put("DeletionProtectionEnabled", true);
        return table;
    }

    private NavigableMap<String, Map<String, Object>> table(Map<String, Object> asked) {
        return table(text(asked.get("TableName")));
    }

    private NavigableMap<String, Map<String, Object>> table(String name) {
        return tables.computeIfAbsent(name, _ -> new ConcurrentSkipListMap<>());
    }

    /** What tells an item from others of its table: text that sorts as its key does. */
    private static String key(Map<String, Object> item) {
        return text(map(item.get("pk")).get("S")) + "\0"
                + text(map(item.get("sk")).get("S"));
    }

    /** A JSON object, which the SDK has written. */
    static Map<String, Object> map(@Nullable Object tree) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(tree)).forEach((name, value) -> map.put(text(name), value));
        return map;
    }

    private static List<?> list(@Nullable Object tree) {
        return (List<?>) Objects.requireNonNull(tree);
    }

    private static String text(@Nullable Object tree) {
        return (String) Objects.requireNonNull(tree);
    }
}
