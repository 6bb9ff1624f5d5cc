package dev.lethe.local.engine;

import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Makes the suite's tables on any DynamoDB endpoint, as {@link Table} describes them. */
public final class Tables {

    /** What the tables are called under a prefix. */
    public static Map<Table, String> names(String prefix) {
        var names = new EnumMap<Table, String>(Table.class);
        for (var table : Table.values()) {
            names.put(table, table.deployedName(prefix));
        }
        return names;
    }

    /** Makes every table that is not there yet, and waits until all can be used. */
    public static void create(DynamoDbClient client, Map<Table, String> names) {
        names.forEach((table, name) -> {
            try {
                client.createTable(request(table, name));
            } catch (ResourceInUseException _) {
                // It is there from an earlier run.
                return;
            }
            client.waiter().waitUntilTableExists(r -> r.tableName(name));
            if (table.expires()) {
                client.updateTimeToLive(r -> r.tableName(name)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(Table.TTL)));
            }
        });
    }

    /** Removes the tables. */
    public static void drop(DynamoDbClient client, Map<Table, String> names) {
        names.values().forEach(name -> client.deleteTable(r -> r.tableName(name)));
    }

    private static CreateTableRequest request(Table table, String name) {
        var attributes = new ArrayList<>(List.of("pk", "sk"));
        var local = new ArrayList<LocalSecondaryIndex>();
        var global = new ArrayList<GlobalSecondaryIndex>();
        for (var index : table.indexes()) {
            attributes.add(index.sortKey());
            var schema = schema(index.partitionKey(), index.sortKey());
            if (index.local()) {
                local.add(LocalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(schema)
                        .projection(keysOnly())
                        .build());
            } else {
                attributes.add(index.partitionKey());
                global.add(GlobalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(schema)
                        .projection(keysOnly())
                        .build());
            }
        }
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(schema("pk", "sk"))
                .attributeDefinitions(attributes.stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .streamSpecification(stream -> stream.streamEnabled(table.streams())
                        .streamViewType(table.streams() ? StreamViewType.NEW_AND_OLD_IMAGES : null))
                .build();
    }

    static List<KeySchemaElement> schema(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static Projection keysOnly() {
        return Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
    }

    private Tables() {}
}
