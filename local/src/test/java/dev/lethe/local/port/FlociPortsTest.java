package dev.lethe.local.port;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On Floci, which is free and asks for no account. The system property or environment variable {@code LETHE_FLOCI_IMAGE} names
 * another image.
 */
@EnabledIf(value = "dockerAnswers", disabledReason = ContainerPorts.NO_DOCKER)
class FlociPortsTest extends ContainerPorts {
    private static final String PINNED = "floci/floci:1.5.27";

    FlociPortsTest() {
        // What Floci's own module for Testcontainers adds is for services that are not used here.
        super(new GenericContainer<>(
                        DockerImageName.parse(said("LETHE_FLOCI_IMAGE").orElse(PINNED)))
                .withExposedPorts(PORT));
    }
}
