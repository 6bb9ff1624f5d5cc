package dev.lethe.local.engine;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.audit.Checkpoints;
import dev.lethe.aws.Clients;
import dev.lethe.event.Bus;
import dev.lethe.lambda.Environment;
import dev.lethe.local.kms.KeyFile;
import dev.lethe.local.kms.LocalKms;
import dev.lethe.local.objects.LocalObjects;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;

/**
 * What the suite runs on: tables, keys and objects. Either engines of this machine, or tables and keys behind an endpoint that
 * others use, too; objects are of this machine in both.
 */
public final class Engines implements AutoCloseable {
    private static final AwsCredentialsProvider LOCAL =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    /** An AWS endpoint that is there already, and stays. */
    public record Elsewhere(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        /** With the ordinary credentials, and the region of the environment. */
        public static Elsewhere of(URI endpoint) {
            return new Elsewhere(
                    endpoint,
                    Region.of(System.getenv().getOrDefault("AWS_REGION", Region.US_EAST_1.id())),
                    DefaultCredentialsProvider.builder().build());
        }
    }

    private record Embedded(EmbeddedDynamo dynamo, LocalKms kms) {}

    private final Optional<Embedded> embedded;
    private final Elsewhere dynamoAt;
    private final Elsewhere kmsAt;
    private final LocalObjects objects;
    private final Optional<Made> made;

    private Engines(
            Optional<Embedded> embedded,
            Elsewhere dynamoAt,
            Elsewhere kmsAt,
            LocalObjects objects,
            Optional<Made> made) {
        this.embedded = embedded;
        this.dynamoAt = dynamoAt;
        this.kmsAt = kmsAt;
        this.objects = objects;
        this.made = made;
    }

    /** Starts engines of this machine, in memory where nothing is said of a directory. */
    public static Engines embedded(Optional<Path> data, Optional<Path> keys, InstantSource clock) {
        var dynamo = EmbeddedDynamo.start(data.map(directory -> directory.resolve("tables")));
        var kms = LocalKms.start(keys.map(KeyFile::in).orElseGet(KeyFile::inMemory), clock);
        return new Engines(
                Optional.of(new Embedded(dynamo, kms)),
                new Elsewhere(dynamo.endpoint(), Region.US_EAST_1, LOCAL),
                new Elsewhere(kms.endpoint(), Region.US_EAST_1, LOCAL),
                LocalObjects.start(data.map(directory -> directory.resolve("objects"))),
                Optional.empty());
    }

    /** Uses an endpoint, and removes at the end what was made there; every name has to begin with {@code prefix}. */
    public static Engines at(Elsewhere endpoint, String prefix) {
        return new Engines(
                Optional.empty(),
                endpoint,
                endpoint,
                LocalObjects.start(Optional.empty()),
                Optional.of(new Made(prefix)));
    }

    /** Makes clients of the tables. */
    public Clients tables(List<ExecutionInterceptor> watch) {
        return clients(dynamoAt, watch);
    }

    /** Makes clients of the key service. */
    public Clients keys(List<ExecutionInterceptor> watch) {
        return clients(kmsAt, watch);
    }

    /** Makes the master keys that are not there yet. */
    public void create(Map<MasterKey, String> aliases) {
        try (var kms = keys(List.of()).kms()) {
            MasterKeys.create(kms, aliases);
        }
    }

    /** What a bucket is called in the store of objects. */
    public static String name(Bucket bucket) {
        return bucket.name().toLowerCase(Locale.ROOT);
    }

    /** Makes clients of the store of objects. */
    public Clients buckets(List<ExecutionInterceptor> watch) {
        return clients(new Elsewhere(objects.endpoint(), Region.US_EAST_1, LOCAL), watch);
    }

    /** Where a function keeps checkpoints; nowhere, without the grant. */
    public Checkpoints checkpoints(Fn fn) {
        return fn.grants().contains(Grant.CHECKPOINTS_PUT)
                ? buckets(List.of()).checkpoints(name(Bucket.CHECKPOINTS))
                : Checkpoints.NOWHERE;
    }

    /** Where a function tells other systems something; who has no grant is refused it, as a denial. */
    public Bus bus(Fn fn, Permissions.Denials denials) {
        return denials.refusing(fn, buckets(List.of()).bus(EventBus.SUITE.name()));
    }

    /** The variables by which a function in another process finds all this. */
    public Map<String, String> variables() {
        var credentials = dynamoAt.credentials().resolveCredentials();
        var variables = new TreeMap<String, String>();
        variables.put("AWS_REGION", dynamoAt.region().id());
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoAt.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_KMS", kmsAt.endpoint().toString());
        variables.put(Environment.OBJECTS_AT, objects.endpoint().toString());
        variables.put(Environment.EVENTS_AT, objects.endpoint().toString());
        Stream.of(Bucket.values()).forEach(bucket -> variables.put(bucket.variable(), name(bucket)));
        Stream.of(EventBus.values()).forEach(bus -> variables.put(bus.variable(), bus.name()));
        return variables;
    }

    private Clients clients(Elsewhere at, List<ExecutionInterceptor> watch) {
        var overrides = Clients.timeouts().toBuilder();
        Stream.concat(watch.stream(), made.stream()).forEach(overrides::addExecutionInterceptor);
        return new Clients(at.region(), at.credentials(), Optional.of(at.endpoint()), overrides.build());
    }

    /** The key service of this machine; for who knows that it is one. */
    public LocalKms kms() {
        return embedded.map(Embedded::kms)
                .orElseThrow(() -> new IllegalStateException("the key service is not this machine's"));
    }

    public LocalObjects objects() {
        return objects;
    }

    /**
     * Stops what was started, or removes what was made.
     *
     * @throws IllegalStateException naming what could not be removed
     */
    @Override
    public void close() {
        objects.close();
        embedded.ifPresent(engines -> {
            engines.kms().close();
            engines.dynamo().close();
        });
        made.ifPresent(all -> {
            try (var dynamo = tables(List.of()).dynamo();
                    var kms = keys(List.of()).kms()) {
                var left = all.remove(dynamo, kms);
                if (!left.isEmpty()) {
                    throw new IllegalStateException("could not be removed: " + String.join(", ", left));
                }
            }
        });
    }
}
