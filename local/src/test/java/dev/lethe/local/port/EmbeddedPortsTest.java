package dev.lethe.local.port;

import dev.lethe.local.engine.EmbeddedDynamo;
import dev.lethe.local.engine.Engines;
import dev.lethe.local.kms.KeyFile;
import dev.lethe.local.kms.LocalKms;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** On the engines of this machine. */
class EmbeddedPortsTest extends PortContract {
    @Override
    Endpoint start() {
        var dynamo = EmbeddedDynamo.start(Optional.empty());
        var kms = LocalKms.start(KeyFile.inMemory(), Clock.systemUTC());
        return new Endpoint(at(dynamo.endpoint()), at(kms.endpoint()), () -> {
            kms.close();
            dynamo.close();
        });
    }

    private static Engines.Elsewhere at(URI endpoint) {
        return new Engines.Elsewhere(
                endpoint,
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
