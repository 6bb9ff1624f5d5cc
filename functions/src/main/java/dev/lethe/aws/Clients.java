package dev.lethe.aws;

import dev.lethe.audit.Checkpoints;
import dev.lethe.event.Bus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * How the SDK's clients are made: one lean HTTP client for all, short time-outs, and the SDK's own retries with jitter.
 *
 * @param endpoint somewhere else than AWS
 */
public record Clients(
        Region region,
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        ClientOverrideConfiguration overrides,
        SdkHttpClient http) {
    /** A call that has not been answered by then counts as failed; the longest chain of calls stays within 29 s. */
    public static final Duration CALL_MAX = Duration.ofSeconds(6);

    /** One try of a call. */
    public static final Duration TRY_MAX = Duration.ofSeconds(2);

    public Clients(
            Region region,
            AwsCredentialsProvider credentials,
            Optional<URI> endpoint,
            ClientOverrideConfiguration overrides) {
        this(
                region,
                credentials,
                endpoint,
                overrides,
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(TRY_MAX)
                        .socketTimeout(CALL_MAX)
                        .build());
    }

    /** Clients like those at AWS, which reach a stand-in of AWS in memory and nothing else. */
    public static Clients ofStandIn() {
        return new Clients(
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")),
                Optional.empty(),
                timeouts(),
                new StandIn());
    }

    /**
     * Clients of a function. Its credentials stand in its environment, or come from its container where a snapshot is taken; it has no
     * file of profiles, and looks for none.
     */
    public static Clients ofFunction(Region region) {
        return new Clients(
                region,
                AwsCredentialsProviderChain.of(
                        SystemPropertyCredentialsProvider.create(),
                        EnvironmentVariableCredentialsProvider.create(),
                        ContainerCredentialsProvider.builder().build()),
                Optional.empty(),
                timeouts()
                        .copy(with ->
                                with.defaultProfileFile(ProfileFile.aggregator().build())));
    }

    /** Time-outs for every client. */
    public static ClientOverrideConfiguration timeouts() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_MAX)
                .apiCallAttemptTimeout(TRY_MAX)
                .build();
    }

    /** The same, at another endpoint. */
    public Clients at(URI other) {
        return new Clients(region, credentials, Optional.of(other), overrides, http);
    }

    public DynamoDbClient dynamo() {
        return with(DynamoDbClient.builder()).build();
    }

    public KmsClient kms() {
        return with(KmsClient.builder()).build();
    }

    /** Where checkpoints are kept, in a bucket of that name. */
    public Checkpoints checkpoints(String bucket) {
        return new S3Checkpoints(new SignedHttp(http, credentials, region, "s3"), bucket(bucket));
    }

    /** Where other systems listen, on a bus of that name. */
    public Bus bus(String name) {
        return new EventBridgeBus(new SignedHttp(http, credentials, region, "events"), events(), name);
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
                .httpClient(http);
    }
}
