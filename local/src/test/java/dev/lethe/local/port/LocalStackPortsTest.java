package dev.lethe.local.port;

import dev.lethe.local.engine.Engines;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * On LocalStack, where Docker answers. The system property or environment variable {@code LETHE_LOCALSTACK_IMAGE} names another
 * image; {@code LOCALSTACK_AUTH_TOKEN} is passed on to one that asks for an account.
 */
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker answers here")
class LocalStackPortsTest extends GivenEndpointContract {
    private static final String IMAGE = "LETHE_LOCALSTACK_IMAGE";

    /** The last image that asks for no account. */
    private static final String PINNED = "localstack/localstack:4.14.0";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private final LocalStackContainer container = container();

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static String said(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .orElse("");
    }

    private static LocalStackContainer container() {
        var image = said(IMAGE);
        var container = new LocalStackContainer(DockerImageName.parse(image.isEmpty() ? PINNED : image)
                        .asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("dynamodb", "dynamodbstreams", "kms");
        var token = said(TOKEN);
        if (!token.isEmpty()) {
            container.withEnv(TOKEN, token);
        }
        container.start();
        return container;
    }

    @Override
    Engines.Elsewhere at() {
        return new Engines.Elsewhere(
                container.getEndpoint(),
                Region.of(container.getRegion()),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())));
    }

    @Override
    Endpoint start() {
        return new Endpoint(at(), container::stop);
    }
}
