package dev.lethe.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The table of branch keys, in a map: as much of DynamoDB as AWS's key store asks for. */
final class StubBranchKeyTable implements DynamoDbClient {
    private static final String PARTITION = "branch-key-id";
    private static final String SORT = "type";

    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new ConcurrentHashMap<>();

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        request.transactItems()
                .forEach(write -> items.put(key(write.put().item()), write.put().item()));
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        var item = items.get(key(request.key()));
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(PARTITION, value(item, PARTITION), SORT, value(item, SORT));
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("a branch key has both");
        }
        return value;
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        items.clear();
    }
}
