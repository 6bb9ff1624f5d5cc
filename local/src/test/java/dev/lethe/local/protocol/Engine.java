package dev.lethe.local.protocol;

import dev.lethe.local.engine.Tables;
import dev.lethe.local.protocol.World.Row;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The embedded engine, asked in the same words as the model, and without a socket in between. */
final class Engine implements AutoCloseable {
    private final AmazonDynamoDBLocal engine = DynamoDBEmbedded.create(true);
    private final DynamoDbClient client = engine.dynamoDbClient();

    Engine() {
        Tables.create(client, ModelDynamo.NAMES);
    }

    Answer apply(DynamoDbRequest request) {
        try {
            return new Answer.Gave(send(request));
        } catch (ConditionalCheckFailedException e) {
            return new Answer.ConditionFailed(e.hasItem() ? e.item() : Map.of());
        } catch (TransactionCanceledException e) {
            return new Answer.Canceled(e.cancellationReasons().stream()
                    .map(reason ->
                            new Answer.Canceled.Reason(reason.code(), reason.hasItem() ? reason.item() : Map.of()))
                    .toList());
        }
    }

    private DynamoDbResponse send(DynamoDbRequest request) {
        return switch (request) {
            case GetItemRequest get -> client.getItem(get);
            case BatchGetItemRequest get -> client.batchGetItem(get);
            case PutItemRequest put -> client.putItem(put);
            case UpdateItemRequest update -> client.updateItem(update);
            case DeleteItemRequest delete -> client.deleteItem(delete);
            case TransactWriteItemsRequest writes -> client.transactWriteItems(writes);
            case BatchWriteItemRequest writes -> client.batchWriteItem(writes);
            case QueryRequest query -> client.query(query);
            case ScanRequest scan -> client.scan(scan);
            default -> throw new AssertionError("a request the model does not know");
        };
    }

    /** All that its tables hold, as a world. */
    World world() {
        var world = World.EMPTY;
        for (var table : List.copyOf(ModelDynamo.NAMES.values())) {
            for (var item : client.scanPaginator(r -> r.tableName(table).consistentRead(true))
                    .items()) {
                world = world.with(ModelDynamo.at(table, item), new Row(item));
            }
        }
        return world;
    }

    @Override
    public void close() {
        client.close();
        engine.shutdown();
    }
}
