package dev.lethe.aws;

import dev.lethe.audit.Checkpoints;
import dev.lethe.event.Bus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * How the SDK's clients are made: the lean HTTP client, short time-outs, and the SDK's own retries with jitter.
 *
 * @param endpoint somewhere else than AWS
 */
public record Clients(
        Region region,
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        ClientOverrideConfiguration overrides) {
    /** A call that has not been answered by then counts as failed; the longest chain of calls stays within 29 s. */
    public static final Duration CALL_MAX = Duration.ofSeconds(6);

    /** One try of a call. */
    public static final Duration TRY_MAX = Duration.ofSeconds(2);

    /** Time-outs for every client. */
    public static ClientOverrideConfiguration timeouts() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_MAX)
                .apiCallAttemptTimeout(TRY_MAX)
                .build();
    }

    /** The same, at another endpoint. */
    public Clients at(URI other) {
        return new Clients(region, credentials, Optional.of(other), overrides);
    }

    public DynamoDbClient dynamo() {
        return with(DynamoDbClient.builder()).build();
    }

    public KmsClient kms() {
        return with(KmsClient.builder()).build();
    }

    /** Where checkpoints are kept, in a bucket of that name. */
    public Checkpoints checkpoints(String bucket) {
        return new S3Checkpoints(new SignedHttp(credentials, region, "s3"), bucket(bucket));
    }

    /** Where other systems listen, on a bus of that name. */
    public Bus bus(String name) {
        return new EventBridgeBus(new SignedHttp(credentials, region, "events"), events(), name);
    }

    private URI bucket(String name) {
        return endpoint.map(at -> at.resolve("/" + name + "/"))
                .orElseGet(() -> URI.create("https://%s.s3.%s.%s/"
                        .formatted(
                                name, region.id(), PartitionMetadata.of(region).dnsSuffix())));
    }

    private URI events() {
        return endpoint.map(at -> at.resolve("/"))
                .orElseGet(() -> URI.create("https://events.%s.%s/"
                        .formatted(region.id(), PartitionMetadata.of(region).dnsSuffix())));
    }

    /** Any other client, made in the same way. */
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B with(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(overrides)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
