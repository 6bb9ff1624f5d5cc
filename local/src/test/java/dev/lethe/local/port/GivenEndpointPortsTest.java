package dev.lethe.local.port;

import dev.lethe.local.engine.Engines;
import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** On whatever AWS endpoint {@code LETHE_AWS_ENDPOINT} names, with the ordinary credentials. */
@EnabledIfEnvironmentVariable(
        named = "LETHE_AWS_ENDPOINT",
        matches = "https?://.+",
        disabledReason = "no endpoint given")
class GivenEndpointPortsTest extends GivenEndpointContract {
    @Override
    Engines.Elsewhere at() {
        return new Engines.Elsewhere(
                URI.create(System.getenv("LETHE_AWS_ENDPOINT")),
                Region.of(System.getenv().getOrDefault("AWS_REGION", "us-east-1")),
                DefaultCredentialsProvider.builder().build());
    }
}
