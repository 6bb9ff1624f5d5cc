package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.protocol.Answer.Canceled;
import dev.lethe.local.protocol.Answer.ConditionFailed;
import dev.lethe.local.protocol.Answer.Gave;
import dev.lethe.local.protocol.World.At;
import dev.lethe.local.protocol.World.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * What DynamoDB makes of the requests this suite sends: a world and a request in, a world and an answer out. Whatever the model
 * does not know is an {@link AssertionError}; {@link ModelDynamoTest} holds it against the embedded engine.
 */
final class ModelDynamo {
    static final Map<Table, String> NAMES = Tables.names("protocol");

    record Done(World world, Answer answer) {}

    /** One write, whichever request it came in. */
    private record Write(At at, boolean holds, Map<String, AttributeValue> before, Optional<Row> after, boolean tells) {
        World on(World world) {
            return after.map(row -> world.with(at, row)).orElseGet(() -> world.without(at));
        }

        Map<String, AttributeValue> told() {
            return tells ? before : Map.of();
        }
    }

    static Done apply(World world, DynamoDbRequest request) {
        return switch (request) {
            case GetItemRequest get -> {
                var row = world.get(at(get.tableName(), get.key()));
                yield new Done(
                        world,
                        new Gave(GetItemResponse.builder()
                                .item(row.map(Row::attributes).orElse(null))
                                .build()));
            }
            case BatchGetItemRequest get -> new Done(world, batchGet(world, get));
            case PutItemRequest put ->
                write(
                        world,
                        put(
                                world,
                                put.tableName(),
                                put.item(),
                                put.conditionExpression(),
                                Expression.over(put.expressionAttributeNames(), put.expressionAttributeValues()),
                                put.returnValuesOnConditionCheckFailure()),
                        new Gave(PutItemResponse.builder().build()));
            case UpdateItemRequest update ->
                write(
                        world,
                        update(
                                world,
                                at(update.tableName(), update.key()),
                                update.key(),
                                update.updateExpression(),
                                update.conditionExpression(),
                                Expression.over(update.expressionAttributeNames(), update.expressionAttributeValues()),
                                update.returnValuesOnConditionCheckFailure()),
                        new Gave(UpdateItemResponse.builder().build()));
            case DeleteItemRequest delete ->
                write(
                        world,
                        delete(
                                world,
                                at(delete.tableName(), delete.key()),
                                delete.conditionExpression(),
                                Expression.over(delete.expressionAttributeNames(), delete.expressionAttributeValues()),
                                delete.returnValuesOnConditionCheckFailure()),
                        new Gave(DeleteItemResponse.builder().build()));
            case TransactWriteItemsRequest transaction -> transact(world, transaction);
            case BatchWriteItemRequest batch -> batchWrite(world, batch);
            case QueryRequest query -> new Done(world, Pages.query(world, query));
            case ScanRequest scan -> new Done(world, Pages.scan(world, scan));
            default ->
                throw new AssertionError("a request the model does not know: "
                        + request.getClass().getSimpleName());
        };
    }

    static String name(Table table) {
        return Objects.requireNonNull(NAMES.get(table), "every table has a name");
    }

    static At at(String table, Map<String, AttributeValue> key) {
        var pk = key.get("pk");
        var sk = key.get("sk");
        if (pk == null || sk == null || !NAMES.containsValue(table)) {
            throw new AssertionError("no such table, or no key of it");
        }
        return new At(table, pk.s(), sk.s());
    }

    private static Answer batchGet(World world, BatchGetItemRequest request) {
        var found = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
        request.requestItems().forEach((table, wanted) -> {
            if (wanted.projectionExpression() != null || wanted.keys().isEmpty()) {
                throw new AssertionError("a read the model does not know");
            }
            found.put(
                    table,
                    wanted.keys().stream()
                            .map(key -> world.get(at(table, key)))
                            .flatMap(Optional::stream)
                            .map(Row::attributes)
                            .toList());
        });
        return new Gave(BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(Map.of())
                .build());
    }

    private static Done write(World world, Write write, Answer done) {
        return write.holds() ? new Done(write.on(world), done) : new Done(world, new ConditionFailed(write.told()));
    }

    private static Write put(
            World world,
            String table,
            Map<String, AttributeValue> item,
            @Nullable String condition,
            Expression expression,
            @Nullable ReturnValuesOnConditionCheckFailure tells) {
        return made(world, at(table, item), Optional.of(new Row(item)), condition, expression, tells);
    }

    private static Write update(
            World world,
            At at,
            Map<String, AttributeValue> key,
            @Nullable String update,
            @Nullable String condition,
            Expression expression,
            @Nullable ReturnValuesOnConditionCheckFailure tells) {
        var before = world.get(at).map(Row::attributes).orElse(key);
        var after = new Row(expression.update(update, before));
        return made(world, at, Optional.of(after), condition, expression, tells);
    }

    private static Write delete(
            World world,
            At at,
            @Nullable String condition,
            Expression expression,
            @Nullable ReturnValuesOnConditionCheckFailure tells) {
        return made(world, at, Optional.empty(), condition, expression, tells);
    }

    private static Write made(
            World world,
            At at,
            Optional<Row> after,
            @Nullable String condition,
            Expression expression,
            @Nullable ReturnValuesOnConditionCheckFailure tells) {
        var before = world.get(at).map(Row::attributes).orElse(Map.of());
        var holds = expression.condition(condition).test(before);
        expression.done();
        return new Write(at, holds, before, after, tells == ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private static Done transact(World world, TransactWriteItemsRequest request) {
        var writes =
                request.transactItems().stream().map(item -> write(world, item)).toList();
        var places = new HashSet<At>();
        if (!writes.stream().allMatch(write -> places.add(write.at()))) {
            throw new AssertionError("a transaction writes an item once");
        }
        if (writes.stream().allMatch(Write::holds)) {
            var next = world;
            for (var write : writes) {
                next = write.on(next);
            }
            return new Done(next, new Gave(TransactWriteItemsResponse.builder().build()));
        }
        return new Done(
                world,
                new Canceled(writes.stream()
                        .map(write -> write.holds()
                                ? new Canceled.Reason("None", Map.of())
                                : new Canceled.Reason("ConditionalCheckFailed", write.told()))
                        .toList()));
    }

    private static Write write(World world, TransactWriteItem item) {
        if (item.put() != null) {
            var put = item.put();
            return put(
                    world,
                    put.tableName(),
                    put.item(),
                    put.conditionExpression(),
                    Expression.over(put.expressionAttributeNames(), put.expressionAttributeValues()),
                    put.returnValuesOnConditionCheckFailure());
        }
        if (item.update() != null) {
            var update = item.update();
            return update(
                    world,
                    at(update.tableName(), update.key()),
                    update.key(),
                    update.updateExpression(),
                    update.conditionExpression(),
                    Expression.over(update.expressionAttributeNames(), update.expressionAttributeValues()),
                    update.returnValuesOnConditionCheckFailure());
        }
        if (item.delete() != null) {
            var delete = item.delete();
            return delete(
                    world,
                    at(delete.tableName(), delete.key()),
                    delete.conditionExpression(),
                    Expression.over(delete.expressionAttributeNames(), delete.expressionAttributeValues()),
                    delete.returnValuesOnConditionCheckFailure());
        }
        if (item.conditionCheck() != null) {
            var check = item.conditionCheck();
            var at = at(check.tableName(), check.key());
            return made(
                    world,
                    at,
                    world.get(at),
                    check.conditionExpression(),
                    Expression.over(check.expressionAttributeNames(), check.expressionAttributeValues()),
                    check.returnValuesOnConditionCheckFailure());
        }
        throw new AssertionError("a write the model does not know");
    }

    private static Done batchWrite(World world, BatchWriteItemRequest request) {
        var next = world;
        var places = new ArrayList<At>();
        for (var table : request.requestItems().entrySet()) {
            for (var write : table.getValue()) {
                if (write.putRequest() == null) {
                    throw new AssertionError("a write the model does not know");
                }
                var item = write.putRequest().item();
                var at = at(table.getKey(), item);
                places.add(at);
                next = next.with(at, new Row(item));
            }
        }
        if (places.size() != new HashSet<>(places).size()) {
            throw new AssertionError("a batch writes an item once");
        }
        return new Done(
                next,
                new Gave(BatchWriteItemResponse.builder()
                        .unprocessedItems(Map.of())
                        .build()));
    }

    private ModelDynamo() {}
}
