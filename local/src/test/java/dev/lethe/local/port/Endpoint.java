package dev.lethe.local.port;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Tables;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoDoor;
import dev.lethe.store.TableIds;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** DynamoDB and KMS somewhere, with tables and keys of one test's own, which are removed again. */
final class Endpoint implements AutoCloseable {
    private static final int DELETION_DAYS = 7;

    private final DynamoDbClient dynamo;
    private final KmsClient kms;
    private final Map<Table, String> tables;
    private final Map<MasterKey, String> keys = new EnumMap<>(MasterKey.class);
    private final InstantSource clock = Clock.systemUTC();
    private final Runnable stop;

    /** @param stop ends what was started for this endpoint alone, once its tables and keys are removed */
    Endpoint(Region region, AwsCredentialsProvider credentials, URI dynamoAt, URI kmsAt, Runnable stop) {
        this.stop = stop;
        this.dynamo = new Clients(region, credentials, Optional.of(dynamoAt), Clients.timeouts()).dynamo();
        this.kms = new Clients(region, credentials, Optional.of(kmsAt), Clients.timeouts()).kms();
        this.tables = Tables.names("lethe-test-" + UUID.randomUUID().toString().substring(0, 8));
        Tables.create(dynamo, tables);
        for (var key : MasterKey.values()) {
            keys.put(key, MasterKeys.make(kms, key));
        }
        door().openFirst(clock.instant());
    }

    Dynamo dynamo() {
        return new Dynamo(dynamo, tables);
    }

    DynamoDbClient client() {
        return dynamo;
    }

    Map<Table, String> tables() {
        return tables;
    }

    KmsKeyWrap wrap() {
        return new KmsKeyWrap(kms, keys, () -> ids().of(Table.KEYS));
    }

    /** The same keys, for a table of keys that is another one, as a restored table is. */
    KmsKeyWrap wrapForAnotherTable() {
        return new KmsKeyWrap(kms, keys, () -> "another-table");
    }

    KmsClient kms() {
        return kms;
    }

    String key() {
        return keys.getOrDefault(MasterKey.EPOCH, "");
    }

    DynamoDoor door() {
        return new DynamoDoor(dynamo(), ids());
    }

    private TableIds ids() {
        return new TableIds(dynamo, tables, clock);
    }

    @Override
    public void close() {
        Tables.drop(dynamo, tables);
        for (var made : keys.values()) {
            kms.scheduleKeyDeletion(r -> r.keyId(made).pendingWindowInDays(DELETION_DAYS));
        }
        dynamo.close();
        kms.close();
        stop.run();
    }
}
