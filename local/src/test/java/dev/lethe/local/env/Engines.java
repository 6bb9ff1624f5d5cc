package dev.lethe.local.env;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.local.engine.EmbeddedDynamo;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.kms.KeyFile;
import dev.lethe.local.kms.LocalKms;
import dev.lethe.store.TableIds;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB and a key service with the suite's tables and keys, for environments that a test makes by itself. */
final class Engines implements AutoCloseable {
    static final Map<MasterKey, String> MASTER_KEYS = MasterKeys.aliases("lethe");
    static final Map<Table, String> TABLES = Tables.names("lethe");

    /** A laptop that serves a thousand at once takes its time, which is not what is tested. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty());
    final LocalKms kms = LocalKms.start(KeyFile.inMemory(), Clock.systemUTC());
    private final DynamoDbClient admin = clients(dynamo.endpoint(), List.of()).dynamo();

    Engines() {
        Tables.create(admin, TABLES);
        try (var keys = clients(kms.endpoint(), List.of()).kms()) {
            MasterKeys.create(keys, MASTER_KEYS);
        }
    }

    /** Clients as the suite makes them, only more patient. */
    static Clients clients(URI at, List<ExecutionInterceptor> watching) {
        var overrides = Clients.timeouts().toBuilder().apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE);
        watching.forEach(overrides::addExecutionInterceptor);
        return new Clients(
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                Optional.of(at),
                overrides.build());
    }

    URI dynamo() {
        return dynamo.endpoint();
    }

    /** The rows of a kind. */
    List<Map<String, AttributeValue>> rows(Table table, String kind) {
        return admin.scanPaginator(r -> r.tableName(TABLES.get(table)).consistentRead(true)).items().stream()
                .filter(row -> AttributeValue.fromS(kind).equals(row.get("kind")))
                .toList();
    }

    /** What the table of keys is known by to the key service. */
    String identityOfKeys() {
        return new TableIds(admin, TABLES, Clock.systemUTC()).of(Table.KEYS);
    }

    @Override
    public void close() {
        admin.close();
        kms.close();
        dynamo.close();
    }
}
