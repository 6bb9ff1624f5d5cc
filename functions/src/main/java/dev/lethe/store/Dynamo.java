package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.store.Keys.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The few ways in which this suite speaks to DynamoDB. Conditions that fail are values; anything else that fails is
 * {@link StoreUnavailable}, without the cause, whose message may quote an item.
 */
public final class Dynamo {
    /** Items one transaction may have. */
    public static final int TRANSACTION_MAX = 100;

    private static final int UNPROCESSED_ATTEMPTS_MAX = 5;
    private static final String ABSENT = "attribute_not_exists(pk)";

    private final DynamoDbClient client;
    private final Map<Table, String> names;

    public Dynamo(DynamoDbClient client, Map<Table, String> names) {
        this.client = client;
        this.names = Map.copyOf(names);
    }

    String name(Table table) {
        var name = names.get(table);
        if (name == null) {
            throw new IllegalStateException("every table has a name");
        }
        return name;
    }

    /** What one transaction came to. */
    sealed interface Transacted {
        record Done() implements Transacted {}

        /** A condition failed, or another transaction was in the way. Where an item stood in the way, here it is. */
        record Refused(List<Optional<Item>> inTheWay) implements Transacted {}
    }

    Optional<Item> get(Address key) {
        return call(() -> {
            var response = client.getItem(r ->
                    r.tableName(name(key.kind().table())).key(Item.key(key)).consistentRead(true));
            return response.hasItem() && !response.item().isEmpty()
                    ? Optional.of(Item.of(response.item()))
                    : Optional.empty();
        });
    }

    /** Reads several items from any tables in one call, each with strong consistency. */
    Map<Address, Item> get(List<Address> keys) {
        return call(() -> {
            var found = new LinkedHashMap<Address, Item>();
            Map<String, KeysAndAttributes> wanted = new LinkedHashMap<>();
            for (var table : Table.values()) {
                var ofTable = keys.stream()
                        .filter(k -> k.kind().table() == table)
                        .map(Item::key)
                        .toList();
                if (!ofTable.isEmpty()) {
                    wanted.put(
                            name(table),
                            KeysAndAttributes.builder()
                                    .keys(ofTable)
                                    .consistentRead(true)
                                    .build());
                }
            }
            for (var attempt = 0; attempt < UNPROCESSED_ATTEMPTS_MAX && !wanted.isEmpty(); attempt++) {
                var asked = wanted;
                var response = client.batchGetItem(r -> r.requestItems(asked));
                for (var key : keys) {
                    response.responses().getOrDefault(name(key.kind().table()), List.of()).stream()
                            .filter(item -> Item.key(key).entrySet().stream()
                                    .allMatch(part -> part.getValue().equals(item.get(part.getKey()))))
                            .forEach(item -> found.put(key, Item.of(item)));
                }
                wanted = response.unprocessedKeys();
            }
            if (!wanted.isEmpty()) {
                throw new StoreUnavailable();
            }
            return found;
        });
    }

    /** Puts an item that must not be there yet; false when it is. */
    boolean create(Address key, Item item) {
        return createOrFind(key, item).isEmpty();
    }

    /** Puts an item that must not be there yet; the one that is, when it is. */
    Optional<Item> createOrFind(Address key, Item item) {
        return call(() -> {
            try {
                client.putItem(r -> r.tableName(name(key.kind().table()))
                        .item(item.attributes())
                        .conditionExpression(ABSENT)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(Item.of(e.item()));
            }
        });
    }

    /** Puts an item over whatever is there; for rows whose loss or repetition does no harm. */
    void put(Address key, Item item) {
        call(() -> client.putItem(r -> r.tableName(name(key.kind().table())).item(item.attributes())));
    }

    /** Changes an item under a condition; false when that does not hold. */
    boolean update(Change change) {
        return call(() -> {
            try {
                client.updateItem(r -> r.tableName(name(change.key.kind().table()))
                        .key(Item.key(change.key))
                        .updateExpression(change.update())
                        .conditionExpression(change.condition())
                        .expressionAttributeNames(change.names)
                        .expressionAttributeValues(change.values.isEmpty() ? null : change.values));
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            }
        });
    }

    /** Deletes an item, if it is there. */
    void delete(Address key) {
        call(() -> client.deleteItem(r -> r.tableName(name(key.kind().table())).key(Item.key(key))));
    }

    /** Deletes a row as it was read, of whatever kind it is. */
    void delete(Table table, Item row) {
        call(() -> client.deleteItem(r -> r.tableName(name(table)).key(row.key())));
    }

    /** Writes everything or nothing. */
    Transacted transact(List<TransactWriteItem> writes) {
        return call(() -> {
            try {
                client.transactWriteItems(r -> r.transactItems(writes));
                return new Transacted.Done();
            } catch (TransactionCanceledException e) {
                return refused(e);
            }
        });
    }

    private static Transacted refused(TransactionCanceledException e) {
        var inTheWay = new ArrayList<Optional<Item>>();
        for (var reason : e.cancellationReasons()) {
            switch (String.valueOf(reason.code())) {
                case "None", "ConditionalCheckFailed", "TransactionConflict" -> inTheWay.add(item(reason));
                default -> throw new StoreUnavailable();
            }
        }
        return new Transacted.Refused(inTheWay);
    }

    private static Optional<Item> item(CancellationReason reason) {
        return reason.hasItem() && !reason.item().isEmpty() ? Optional.of(Item.of(reason.item())) : Optional.empty();
    }

    /** A page of a query and the key behind which the next begins. */
    record Page(List<Item> items, Map<String, AttributeValue> next) {}

    /** Queries one page; the caller bounds it. */
    Page query(Table table, QueryRequest.Builder query) {
        return call(() -> {
            var response = client.query(query.tableName(name(table)).build());
            return new Page(
                    response.items().stream().map(Item::of).toList(),
                    response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of());
        });
    }

    /** How many items a page of a query has, and the key behind which the next begins. */
    record Counted(int count, Map<String, AttributeValue> next) {}

    /** Counts one page; the caller bounds it. */
    Counted count(Table table, QueryRequest.Builder query) {
        return call(() -> {
            var response = client.query(query.tableName(name(table)).build());
            return new Counted(
                    response.count(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of());
        });
    }

    /** Scans one page of a whole table, with strong consistency; the caller bounds it. */
    Page scan(Table table, ScanRequest.Builder scan) {
        return call(() -> {
            var response =
                    client.scan(scan.tableName(name(table)).consistentRead(true).build());
            return new Page(
                    response.items().stream().map(Item::of).toList(),
                    response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of());
        });
    }

    TransactWriteItem creating(Address key, Item item) {
        return creating(key, item, Put.builder().conditionExpression(ABSENT));
    }

    /** Puts an item that must not be there yet, unless its time is over by {@code now}. */
    TransactWriteItem creatingOverExpired(Address key, Item item, Instant now) {
        return creating(
                key,
                item,
                Put.builder()
                        .conditionExpression(ABSENT + " OR #ttl <= :now")
                        .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                        .expressionAttributeValues(Map.of(":now", Item.n(now.getEpochSecond()))));
    }

    private TransactWriteItem creating(Address key, Item item, Put.Builder conditional) {
        return TransactWriteItem.builder()
                .put(conditional
                        .tableName(name(key.kind().table()))
                        .item(item.attributes())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build();
    }

    /** Puts over whatever is there; for rows whose every write says the same or newer. */
    TransactWriteItem putting(Address key, Item item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(name(key.kind().table()))
                        .item(item.attributes())
                        .build())
                .build();
    }

    /** Puts a row that counts its revisions, if the revision that was read still stands; 0 stands for no row. */
    TransactWriteItem replacing(Address key, Item item, long revisionRead) {
        var put = Put.builder().tableName(name(key.kind().table())).item(item.attributes());
        if (revisionRead == 0) {
            put.conditionExpression(ABSENT);
        } else {
            put.conditionExpression("revision = :read")
                    .expressionAttributeValues(Map.of(":read", Item.n(revisionRead)));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    TransactWriteItem updating(Change change) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(name(change.key.kind().table()))
                        .key(Item.key(change.key))
                        .updateExpression(change.update())
                        .conditionExpression(change.condition())
                        .expressionAttributeNames(change.names)
                        .expressionAttributeValues(change.values.isEmpty() ? null : change.values)
                        .build())
                .build();
    }

    /** Deletes an item under the conditions of a change that says nothing else. */
    TransactWriteItem deleting(Change conditions) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(name(conditions.key.kind().table()))
                        .key(Item.key(conditions.key))
                        .conditionExpression(conditions.condition())
                        .expressionAttributeNames(conditions.names)
                        .expressionAttributeValues(conditions.values)
                        .build())
                .build();
    }

    /**
     * A change of one item that is there, under conditions on what was read of it. Every attribute is named by a placeholder,
     * since DynamoDB reserves hundreds of words.
     */
    static final class Change {
        private final Address key;
        private final List<String> sets = new ArrayList<>();
        private final List<String> removals = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, AttributeValue> values = new LinkedHashMap<>();

        Change(Address key) {
            this.key = key;
            conditions.add("attribute_exists(pk)");
        }

        Change set(String attribute, AttributeValue value) {
            sets.add(name(attribute) + " = :set_" + attribute);
            values.put(":set_" + attribute, value);
            return this;
        }

        Change remove(String... attributes) {
            for (var attribute : attributes) {
                removals.add(name(attribute));
            }
            return this;
        }

        /** Only if the attribute still is what was read. */
        Change ifStill(String attribute, AttributeValue read) {
            conditions.add(name(attribute) + " = :read_" + attribute);
            values.put(":read_" + attribute, read);
            return this;
        }

        /** Only if the attribute is there. */
        Change ifThere(String attribute) {
            conditions.add("attribute_exists(" + name(attribute) + ")");
            return this;
        }

        /** Only if the attribute is not there. */
        Change ifAbsent(String attribute) {
            conditions.add("attribute_not_exists(" + name(attribute) + ")");
            return this;
        }

        private String name(String attribute) {
            names.put("#" + attribute, attribute);
            return "#" + attribute;
        }

        private String update() {
            return (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
                    + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals));
        }

        private String condition() {
            return String.join(" AND ", conditions);
        }
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException _) {
            throw new StoreUnavailable();
        }
    }
}
