package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What requests become in protocols that are weaker than ours, to show that the difference is found. */
final class Weaker {
    private static final String KEYS = ModelDynamo.name(Table.KEYS);

    /** Keys are put over whatever is there. */
    static SdkRequest unconditionalCreate(SdkRequest request) {
        return request instanceof PutItemRequest put && put.tableName().equals(KEYS)
                ? put.toBuilder().conditionExpression(null).build()
                : request;
    }

    /** An erasure removes the row of the key, and leaves nothing in its place. */
    static SdkRequest noTombstone(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest writes
                ? writes.toBuilder()
                        .transactItems(writes.transactItems().stream()
                                .map(Weaker::noTombstone)
                                .toList())
                        .build()
                : request;
    }

    private static TransactWriteItem noTombstone(TransactWriteItem item) {
        var update = item.update();
        if (update != null
                && update.tableName().equals(KEYS)
                && text(update.expressionAttributeValues(), ":set_state").startsWith("ERAS")) {
            return deleting(Delete.builder()
                    .tableName(KEYS)
                    .key(update.key())
                    .conditionExpression(update.conditionExpression())
                    .expressionAttributeNames(only(update.expressionAttributeNames(), update.conditionExpression()))
                    .expressionAttributeValues(only(update.expressionAttributeValues(), update.conditionExpression())));
        }
        var put = item.put();
        if (put != null
                && put.tableName().equals(KEYS)
                && text(put.item(), "state").startsWith("ERAS")) {
            var key = new HashMap<>(put.item());
            key.keySet().retainAll(Set.of("pk", "sk"));
            return deleting(Delete.builder().tableName(KEYS).key(key).conditionExpression(put.conditionExpression()));
        }
        return item;
    }

    /** A new wrapping is put over whatever is there by now. */
    static SdkRequest carelessRotation(SdkRequest request) {
        return request instanceof UpdateItemRequest update
                        && update.expressionAttributeValues().containsKey(":set_wrapped")
                ? update.toBuilder()
                        .conditionExpression(null)
                        .expressionAttributeNames(only(update.expressionAttributeNames(), update.updateExpression()))
                        .expressionAttributeValues(only(update.expressionAttributeValues(), update.updateExpression()))
                        .build()
                : request;
    }

    private static TransactWriteItem deleting(Delete.Builder delete) {
        return TransactWriteItem.builder().delete(delete.build()).build();
    }

    private static String text(Map<String, AttributeValue> values, String name) {
        var value = values.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    private static <V> Map<String, V> only(Map<String, V> placeholders, String expression) {
        var used = new HashSet<String>();
        Pattern.compile("[#:]\\w+").matcher(expression).results().forEach(found -> used.add(found.group()));
        var some = new HashMap<>(placeholders);
        some.keySet().retainAll(used);
        return some;
    }

    /** An erasure does all that it does but destroy the key. */
    static SdkRequest keyLeft(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest writes
                ? writes.toBuilder()
                        .transactItems(writes.transactItems().stream()
                                .filter(item -> item.update() == null
                                        || !item.update().tableName().equals(KEYS))
                                .toList())
                        .build()
                : request;
    }

    /** Messages are written without the row by which purges find them. */
    static SdkRequest noIndex(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest writes
                ? writes.toBuilder()
                        .transactItems(writes.transactItems().stream()
                                .filter(item -> !indexes(item, Set.of("DUE")))
                                .toList())
                        .build()
                : request;
    }

    private static boolean indexes(TransactWriteItem item, Set<String> kinds) {
        return item.put() != null && kinds.contains(text(item.put().item(), "kind"));
    }

    /** Writes index rows in a call of their own, before what they point to. */
    record IndexFirst(Port port) implements Port {
        @Override
        public SdkResponse call(SdkRequest request) {
            if (!(request instanceof TransactWriteItemsRequest writes)) {
                return port.call(request);
            }
            var index = writes.transactItems().stream()
                    .filter(item -> indexes(item, Set.of("DUE", "ACTIVE")))
                    .toList();
            if (index.isEmpty()) {
                return port.call(request);
            }
            port.call(BatchWriteItemRequest.builder()
                    .requestItems(Map.of(
                            index.getFirst().put().tableName(),
                            index.stream()
                                    .map(item -> WriteRequest.builder()
                                            .putRequest(
                                                    put -> put.item(item.put().item()))
                                            .build())
                                    .toList()))
                    .build());
            var rest = new ArrayList<>(writes.transactItems());
            rest.removeAll(index);
            return port.call(writes.toBuilder().transactItems(rest).build());
        }

        @Override
        public void await() {
            port.await();
        }
    }

    /** Answers a look-up that was made before from memory, as a plain cache does while it is fresh. */
    static final class CachedLookups implements Port {
        private final Port port;
        private final Map<SdkRequest, SdkResponse> known = new HashMap<>();

        CachedLookups(Port port) {
            this.port = port;
        }

        @Override
        public SdkResponse call(SdkRequest request) {
            if (!(request instanceof BatchGetItemRequest)) {
                return port.call(request);
            }
            var before = known.get(request);
            if (before != null) {
                return before;
            }
            var found = port.call(request);
            known.put(request, found);
            return found;
        }

        @Override
        public void await() {
            port.await();
        }
    }

    private Weaker() {}
}
