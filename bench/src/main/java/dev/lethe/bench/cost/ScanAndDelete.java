package dev.lethe.bench.cost;

import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The purge that needs no index: reads the whole table, and deletes what has expired, 25 at a time. It leaves no evidence. */
final class ScanAndDelete implements AutoCloseable {
    private static final int BATCH = 25;

    private final DynamoDbClient client;
    private final String table;

    ScanAndDelete(World life, Meter meter) {
        this.client = new Clients(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                        life.world.dynamo().serviceClientConfiguration().endpointOverride(),
                        Clients.timeouts().toBuilder()
                                .addExecutionInterceptor(meter)
                                .build())
                .dynamo();
        this.table = life.world.tables().getOrDefault(Table.RECORDS, "");
    }

    /** How many messages it deleted. */
    int run(Instant now) {
        var deleted = 0;
        Optional<Map<String, AttributeValue>> from = Optional.empty();
        do {
            var start = from;
            var page = client.scan(r -> r.tableName(table)
                    .filterExpression("kind = :message AND #ttl <= :now")
                    .projectionExpression("pk, sk")
                    .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                    .expressionAttributeValues(Map.of(
                            ":message", AttributeValue.fromS("MESSAGE"),
                            ":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))))
                    .exclusiveStartKey(start.orElse(null)));
            delete(page.items());
            deleted += page.items().size();
            from = page.hasLastEvaluatedKey() ? Optional.of(page.lastEvaluatedKey()) : Optional.empty();
        } while (from.isPresent());
        return deleted;
    }

    private void delete(List<Map<String, AttributeValue>> keys) {
        for (var first = 0; first < keys.size(); first += BATCH) {
            var deletions = new ArrayList<WriteRequest>();
            for (var key : keys.subList(first, Math.min(keys.size(), first + BATCH))) {
                deletions.add(WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key).build())
                        .build());
            }
            client.batchWriteItem(r -> r.requestItems(Map.of(table, deletions)));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
