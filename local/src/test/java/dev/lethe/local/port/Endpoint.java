package dev.lethe.local.port;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.local.engine.Engines;
import dev.lethe.local.engine.Made;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Tables;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoDoor;
import dev.lethe.store.TableIds;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** DynamoDB and KMS somewhere, with tables and keys of one test's own, which are removed again whatever happens. */
final class Endpoint implements AutoCloseable {
    private final DynamoDbClient dynamo;
    private final KmsClient kms;
    private final DynamoDbStreamsClient streams;
    private final Clients clients;
    private final Made made;
    private final Map<Table, String> tables;
    private final Map<MasterKey, String> keys = new EnumMap<>(MasterKey.class);
    private final InstantSource clock = Clock.systemUTC();
    private final Runnable stop;

    /** @param stop ends what was started for this endpoint alone, once its tables and keys are removed */
    Endpoint(Engines.Elsewhere at, Runnable stop) {
        this(at, at, stop);
    }

    /** With the engines at two addresses. */
    Endpoint(Engines.Elsewhere dynamoAt, Engines.Elsewhere kmsAt, Runnable stop) {
        this.stop = stop;
        var prefix = prefix();
        this.made = new Made(prefix);
        this.clients = clients(dynamoAt, made);
        this.dynamo = clients.dynamo();
        this.streams = clients.with(DynamoDbStreamsClient.builder()).build();
        this.kms = clients(kmsAt, made).kms();
        this.tables = Tables.names(prefix);
        try {
            Tables.create(dynamo, tables);
            for (var key : MasterKey.values()) {
                keys.put(key, MasterKeys.make(kms, key));
            }
            door().openFirst(clock.instant());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** One that nobody else uses. */
    static String prefix() {
        return Made.unique("lethe-test");
    }

    /** Makes clients that note nothing. */
    static Clients clients(Engines.Elsewhere at) {
        return new Clients(at.region(), at.credentials(), Optional.of(at.endpoint()), Clients.timeouts());
    }

    private static Clients clients(Engines.Elsewhere at, Made made) {
        return new Clients(
                at.region(),
                at.credentials(),
                Optional.of(at.endpoint()),
                Clients.timeouts().toBuilder().addExecutionInterceptor(made).build());
    }

    /** Whether there is such a table, other than one that is just being deleted. */
    static boolean stands(DynamoDbClient dynamo, String table) {
        try {
            return dynamo.describeTable(r -> r.tableName(table)).table().tableStatus() != TableStatus.DELETING;
        } catch (ResourceNotFoundException _) {
            return false;
        }
    }

    Dynamo dynamo() {
        return new Dynamo(dynamo, tables);
    }

    DynamoDbClient client() {
        return dynamo;
    }

    DynamoDbStreamsClient streams() {
        return streams;
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

    /** Whether checkpoints, as the suite keeps them, are locked there: in a bucket that is made for this, and removed. */
    boolean locksCheckpoints() {
        var name = prefix();
        try (var s3 = clients.with(S3Client.builder().forcePathStyle(true)).build();
                // The first region is the one that may not be named.
                var bucket = new CheckpointBucket(s3, name, !clients.region().equals(Region.US_EAST_1))) {
            return bucket.locks(clients.checkpoints(name));
        }
    }

    private TableIds ids() {
        return new TableIds(dynamo, tables, clock);
    }

    @Override
    public void close() {
        var left = made.remove(dynamo, kms);
        streams.close();
        dynamo.close();
        kms.close();
        stop.run();
        if (!left.isEmpty()) {
            throw new IllegalStateException("could not be removed: " + String.join(", ", left));
        }
    }
}
