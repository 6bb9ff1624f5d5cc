package dev.lethe.local.port;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** On whatever AWS endpoint {@code LETHE_AWS_ENDPOINT} names, with the ordinary credentials. */
@EnabledIfEnvironmentVariable(
        named = "LETHE_AWS_ENDPOINT",
        matches = "https?://.+",
        disabledReason = "no endpoint given")
class GivenEndpointPortsTest extends PortContract {
    @Override
    Endpoint start() {
        var at = URI.create(System.getenv("LETHE_AWS_ENDPOINT"));
        return new Endpoint(
                Region.of(System.getenv().getOrDefault("AWS_REGION", "us-east-1")),
                DefaultCredentialsProvider.builder().build(),
                at,
                at,
                () -> {});
    }
}
