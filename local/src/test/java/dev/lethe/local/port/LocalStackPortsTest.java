package dev.lethe.local.port;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On LocalStack. The system property or environment variable {@code LETHE_LOCALSTACK_IMAGE} names another image; {@code
 * LOCALSTACK_AUTH_TOKEN} is passed on to one that asks for an account.
 */
@EnabledIf(value = "dockerAnswers", disabledReason = ContainerPorts.NO_DOCKER)
class LocalStackPortsTest extends ContainerPorts {
    /** The last image that asks for no account. */
    private static final String PINNED = "localstack/localstack:4.14.0";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    LocalStackPortsTest() {
        super(container());
    }

    private static GenericContainer<?> container() {
        var image = DockerImageName.parse(said("LETHE_LOCALSTACK_IMAGE").orElse(PINNED))
                .asCompatibleSubstituteFor("localstack/localstack");
        var container = new LocalStackContainer(image).withServices("dynamodb", "dynamodbstreams", "kms", "s3");
        said(TOKEN).ifPresent(token -> container.withEnv(TOKEN, token));
        return container;
    }
}
