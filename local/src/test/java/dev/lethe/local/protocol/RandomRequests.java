package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Requests of every kind the model knows, over so few items that their conditions hold about as often as they fail. */
final class RandomRequests {
    private static final List<String> PARTITIONS = List.of("P", "P#1", "Q");
    private static final List<String> SORTS = List.of("A", "A#1", "A#2", "B", "C");
    private static final List<Table> TABLES = List.of(Table.KEYS, Table.RECORDS);
    private static final List<String> TEXTS = List.of("LIVE", "ERASING", "ERASED", "");
    private static final int NUMBERS = 4;

    private final Random random;

    /** What a request's placeholders stand for. */
    private static final class Holders {
        final Map<String, String> names = new HashMap<>();
        final Map<String, AttributeValue> values = new HashMap<>();

        String name(String attribute) {
            names.put("#" + attribute, attribute);
            return "#" + attribute;
        }

        String value(AttributeValue value) {
            var name = ":v" + values.size();
            values.put(name, value);
            return name;
        }

        @Nullable
        Map<String, AttributeValue> valuesOrNone() {
            return values.isEmpty() ? null : values;
        }

        @Nullable
        Map<String, String> namesOrNone() {
            return names.isEmpty() ? null : names;
        }
    }

    RandomRequests(Random random) {
        this.random = random;
    }

    DynamoDbRequest next() {
        return switch (random.nextInt(14)) {
            case 0 ->
                GetItemRequest.builder()
                        .tableName(table())
                        .key(key())
                        .consistentRead(true)
                        .build();
            case 1 -> batchGet();
            case 2, 3, 4 -> put();
            case 5, 6 -> update();
            case 7 -> delete();
            case 8, 9 -> transaction();
            case 10 -> batchWrite();
            case 11, 12 -> query();
            default -> scan();
        };
    }

    /** The page behind {@code last} of the same query or scan. */
    static DynamoDbRequest behind(DynamoDbRequest request, Map<String, AttributeValue> last) {
        return switch (request) {
            case QueryRequest query -> query.toBuilder().exclusiveStartKey(last).build();
            case ScanRequest scan -> scan.toBuilder().exclusiveStartKey(last).build();
            default -> throw new AssertionError("only queries and scans have pages");
        };
    }

    private DynamoDbRequest batchGet() {
        var wanted = new HashMap<String, KeysAndAttributes>();
        for (var table : TABLES) {
            wanted.put(
                    ModelDynamo.name(table),
                    KeysAndAttributes.builder()
                            .keys(keys(1 + random.nextInt(3)))
                            .consistentRead(true)
                            .build());
        }
        return BatchGetItemRequest.builder().requestItems(wanted).build();
    }

    private DynamoDbRequest put() {
        var holders = new Holders();
        var condition = random.nextBoolean() ? condition(holders) : null;
        return PutItemRequest.builder()
                .tableName(table())
                .item(item(key()))
                .conditionExpression(condition)
                .expressionAttributeNames(holders.namesOrNone())
                .expressionAttributeValues(holders.valuesOrNone())
                .returnValuesOnConditionCheckFailure(tells())
                .build();
    }

    private DynamoDbRequest update() {
        var holders = new Holders();
        var update = changes(holders);
        var condition = random.nextBoolean() ? condition(holders) : null;
        return UpdateItemRequest.builder()
                .tableName(table())
                .key(key())
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(holders.namesOrNone())
                .expressionAttributeValues(holders.valuesOrNone())
                .returnValuesOnConditionCheckFailure(tells())
                .build();
    }

    private DynamoDbRequest delete() {
        var holders = new Holders();
        var condition = random.nextBoolean() ? condition(holders) : null;
        return DeleteItemRequest.builder()
                .tableName(table())
                .key(key())
                .conditionExpression(condition)
                .expressionAttributeNames(holders.namesOrNone())
                .expressionAttributeValues(holders.valuesOrNone())
                .returnValuesOnConditionCheckFailure(tells())
                .build();
    }

    private DynamoDbRequest transaction() {
        var table = table();
        var writes = keys(1 + random.nextInt(3)).stream()
                .map(key -> write(table, key))
                .toList();
        return TransactWriteItemsRequest.builder().transactItems(writes).build();
    }

    private TransactWriteItem write(String table, Map<String, AttributeValue> key) {
        var holders = new Holders();
        var write = TransactWriteItem.builder();
        switch (random.nextInt(4)) {
            case 0 -> {
                var condition = random.nextBoolean() ? condition(holders) : null;
                write.put(Put.builder()
                        .tableName(table)
                        .item(item(key))
                        .conditionExpression(condition)
                        .expressionAttributeNames(holders.namesOrNone())
                        .expressionAttributeValues(holders.valuesOrNone())
                        .returnValuesOnConditionCheckFailure(tells())
                        .build());
            }
            case 1 -> {
                var update = changes(holders);
                var condition = condition(holders);
                write.update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(holders.namesOrNone())
                        .expressionAttributeValues(holders.valuesOrNone())
                        .returnValuesOnConditionCheckFailure(tells())
                        .build());
            }
            case 2 -> {
                var condition = condition(holders);
                write.conditionCheck(ConditionCheck.builder()
                        .tableName(table)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeNames(holders.namesOrNone())
                        .expressionAttributeValues(holders.valuesOrNone())
                        .returnValuesOnConditionCheckFailure(tells())
                        .build());
            }
            default -> {
                var condition = condition(holders);
                write.delete(Delete.builder()
                        .tableName(table)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeNames(holders.namesOrNone())
                        .expressionAttributeValues(holders.valuesOrNone())
                        .returnValuesOnConditionCheckFailure(tells())
                        .build());
            }
        }
        return write.build();
    }

    private DynamoDbRequest batchWrite() {
        var puts = keys(1 + random.nextInt(3)).stream()
                .map(key -> WriteRequest.builder()
                        .putRequest(put -> put.item(item(key)))
                        .build())
                .toList();
        return BatchWriteItemRequest.builder()
                .requestItems(Map.of(table(), puts))
                .build();
    }

    /** Never a limit beside an upper bound: the suite sends none such, and the model does not know them. */
    private DynamoDbRequest query() {
        var holders = new Holders();
        var query = QueryRequest.builder();
        var key = new StringBuilder();
        switch (random.nextInt(5)) {
            case 0 -> {
                query.tableName(ModelDynamo.name(Table.RECORDS))
                        .indexName("by-time")
                        .consistentRead(true);
                key.append("pk = ").append(holders.value(text(PARTITIONS)));
                if (random.nextBoolean()) {
                    key.append(" AND begins_with(").append(holders.name("at")).append(", ");
                    key.append(holders.value(AttributeValue.fromS("a" + random.nextInt(2))))
                            .append(")");
                }
                if (random.nextBoolean()) {
                    query.select(Select.ALL_ATTRIBUTES);
                }
            }
            case 1 -> {
                query.tableName(ModelDynamo.name(Table.KEYS)).indexName("by-sweep");
                key.append("sweep = ").append(holders.value(AttributeValue.fromS("sweep" + random.nextInt(2))));
                key.append(" AND sweepAt <= ").append(holders.value(AttributeValue.fromS("s" + random.nextInt(5))));
            }
            default -> {
                query.tableName(table()).consistentRead(true);
                key.append("pk = ").append(holders.value(text(PARTITIONS)));
                switch (random.nextInt(3)) {
                    case 0 ->
                        key.append(" AND begins_with(sk, ")
                                .append(holders.value(text(List.of("A", "A#", "B"))))
                                .append(")");
                    case 1 ->
                        key.append(" AND sk BETWEEN ")
                                .append(holders.value(text(List.of("A", "A#"))))
                                .append(" AND ")
                                .append(holders.value(text(List.of("A#1", "B"))));
                    default -> {
                        // The whole partition.
                    }
                }
                if (random.nextInt(3) == 0) {
                    query.filterExpression(comparison(holders));
                }
                query.scanIndexForward(random.nextInt(3) != 0);
            }
        }
        var bounded = key.indexOf("BETWEEN") >= 0;
        return query.keyConditionExpression(key.toString())
                .limit(!bounded && random.nextBoolean() ? 1 + random.nextInt(3) : null)
                .expressionAttributeNames(holders.namesOrNone())
                .expressionAttributeValues(holders.valuesOrNone())
                .build();
    }

    private DynamoDbRequest scan() {
        var holders = new Holders();
        var filter = random.nextBoolean() ? comparison(holders) : null;
        return ScanRequest.builder()
                .tableName(table())
                .consistentRead(true)
                .limit(1 + random.nextInt(4))
                .filterExpression(filter)
                .expressionAttributeNames(holders.namesOrNone())
                .expressionAttributeValues(holders.valuesOrNone())
                .build();
    }

    private String condition(Holders holders) {
        return switch (random.nextInt(5)) {
            case 0 -> "attribute_not_exists(pk)";
            case 1 -> "attribute_exists(pk)";
            case 2 -> "attribute_exists(pk) AND " + comparison(holders);
            case 3 -> "attribute_not_exists(pk) OR " + comparison(holders);
            default -> comparison(holders) + " AND " + comparison(holders) + " OR " + comparison(holders);
        };
    }

    private String comparison(Holders holders) {
        return switch (random.nextInt(9)) {
            case 0 -> holders.name("state") + " = " + holders.value(text(TEXTS));
            case 1 -> holders.name("state") + " <> " + holders.value(text(TEXTS));
            case 2 ->
                holders.name("state") + " IN (" + holders.value(text(TEXTS)) + ", " + holders.value(text(TEXTS)) + ")";
            case 3 -> holders.name("fence") + " = " + holders.value(number());
            case 4 -> holders.name("fence") + " < " + holders.value(number());
            case 5 -> holders.name("fence") + " <= " + holders.value(random.nextBoolean() ? number() : text(TEXTS));
            case 6 -> holders.name("wrapped") + " = " + holders.value(binary());
            case 7 -> "attribute_exists(" + holders.name("sweep") + ")";
            default ->
                holders.name("fence") + " BETWEEN " + holders.value(AttributeValue.fromN("1")) + " AND "
                        + holders.value(AttributeValue.fromN(random.nextBoolean() ? "1" : "2.0"));
        };
    }

    private String changes(Holders holders) {
        var sets = new ArrayList<String>();
        sets.add(holders.name("state") + " = " + holders.value(text(TEXTS)));
        if (random.nextBoolean()) {
            sets.add(holders.name("fence") + " = " + holders.value(number()));
        }
        var removals = new ArrayList<String>();
        for (var attribute : List.of("wrapped", "sweep", "at", "note")) {
            if (random.nextInt(3) == 0) {
                removals.add(holders.name(attribute));
            }
        }
        return "SET " + String.join(", ", sets) + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        var item = new LinkedHashMap<>(key);
        var place = World.valueOf(key, "pk").s() + World.valueOf(key, "sk").s();
        item.put("state", text(TEXTS));
        some(item, "fence", number());
        some(item, "wrapped", binary());
        // Of one text for one item, so that an index has no two that stand at the same place.
        some(item, "at", AttributeValue.fromS("a" + random.nextInt(2) + place));
        some(item, "sweep", AttributeValue.fromS("sweep" + random.nextInt(2)));
        some(item, "sweepAt", AttributeValue.fromS("s" + random.nextInt(4) + place));
        some(item, "note", AttributeValue.fromM(Map.of("until", number())));
        return item;
    }

    private void some(Map<String, AttributeValue> item, String name, AttributeValue value) {
        if (random.nextInt(3) != 0) {
            item.put(name, value);
        }
    }

    private String table() {
        return ModelDynamo.name(TABLES.get(random.nextInt(TABLES.size())));
    }

    private Map<String, AttributeValue> key() {
        return Map.of("pk", text(PARTITIONS), "sk", text(SORTS));
    }

    private List<Map<String, AttributeValue>> keys(int number) {
        var all = new ArrayList<Map<String, AttributeValue>>();
        for (var pk : PARTITIONS) {
            for (var sk : SORTS) {
                all.add(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)));
            }
        }
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, number));
    }

    private AttributeValue text(List<String> among) {
        return AttributeValue.fromS(among.get(random.nextInt(among.size())));
    }

    private AttributeValue number() {
        return AttributeValue.fromN(Integer.toString(random.nextInt(NUMBERS)));
    }

    private AttributeValue binary() {
        return AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) random.nextInt(3), 0}));
    }

    private @Nullable ReturnValuesOnConditionCheckFailure tells() {
        return random.nextBoolean() ? ReturnValuesOnConditionCheckFailure.ALL_OLD : null;
    }
}
