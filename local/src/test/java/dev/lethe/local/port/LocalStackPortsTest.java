package dev.lethe.local.port;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** On LocalStack, where Docker answers. */
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker here")
class LocalStackPortsTest extends PortContract {
    /** The last image that asks for no account. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    Endpoint start() {
        var container = new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("dynamodb", "kms");
        container.start();
        return new Endpoint(
                Region.of(container.getRegion()),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())),
                container.getEndpoint(),
                container.getEndpoint(),
                container::stop);
    }
}
