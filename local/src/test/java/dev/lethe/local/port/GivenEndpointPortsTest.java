package dev.lethe.local.port;

import dev.lethe.local.engine.Engines;
import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On whatever AWS endpoint {@code LETHE_AWS_ENDPOINT} names, with the ordinary credentials. */
@EnabledIfEnvironmentVariable(
        named = "LETHE_AWS_ENDPOINT",
        matches = "https?://.+",
        disabledReason = "LETHE_AWS_ENDPOINT names no endpoint")
class GivenEndpointPortsTest extends GivenEndpointContract {
    @Override
    Engines.Elsewhere at() {
        return Engines.Elsewhere.of(URI.create(System.getenv("LETHE_AWS_ENDPOINT")));
    }
}
