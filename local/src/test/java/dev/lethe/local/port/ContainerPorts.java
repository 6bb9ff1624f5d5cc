package dev.lethe.local.port;

import dev.lethe.local.engine.Engines;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * On an emulator of AWS in a container, run by {@code mvn verify -Pcontainers}. Each says by itself that it needs Docker: JUnit lets
 * no such condition be inherited.
 */
@Tag("containers")
abstract class ContainerPorts extends GivenEndpointContract {
    /** Where emulators of AWS listen, all services at once. */
    static final int PORT = 4566;

    private final GenericContainer<?> container;

    static final String NO_DOCKER = "no Docker answers here";

    /** @param container which listens at {@link #PORT} once it has started */
    ContainerPorts(GenericContainer<?> container) {
        this.container = container;
        container.start();
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** What the system property or environment variable of that name says, if anything. */
    static Optional<String> said(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(said -> !said.isBlank());
    }

    @Override
    Engines.Elsewhere at() {
        return new Engines.Elsewhere(
                URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)),
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    @Override
    Endpoint start() {
        return new Endpoint(at(), container::stop);
    }
}
