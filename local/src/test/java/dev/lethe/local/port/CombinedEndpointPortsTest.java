package dev.lethe.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.MasterKey;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.engine.Engines;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.operator.Operator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;

/** On one address for everything, as if {@code LETHE_AWS_ENDPOINT} named it: with engines of this machine behind it. */
class CombinedEndpointPortsTest extends GivenEndpointContract {
    private final CombinedEndpoint combined = new CombinedEndpoint();

    @Override
    Endpoint start() {
        return new Endpoint(at(), combined::close);
    }

    @Override
    Engines.Elsewhere at() {
        return at(combined);
    }

    private static Engines.Elsewhere at(CombinedEndpoint endpoint) {
        return new Engines.Elsewhere(
                endpoint.uri(),
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    @Test
    void everyKeyThatWasMadeWaitsForItsDeletion() {
        try (var fresh = new CombinedEndpoint()) {
            new Endpoint(at(fresh), () -> {}).close();
            assertNoLivingKey(fresh);
        }
    }

    @Test
    void soDoesEveryKeyOfAWorldEvenOneThatARotationMade() throws IOException {
        try (var fresh = new CombinedEndpoint()) {
            var options = LocalWorld.Options.inMemory().at(at(fresh), Endpoint.prefix());
            try (var world = LocalWorld.startStill(options)) {
                assertThat(new Operator(world.operators(), _ -> {}).rotate()).isTrue();
                world.advance("P2D");
            }
            try (var kms = Endpoint.clients(at(fresh)).kms()) {
                assertThat(kms.listKeys().keys()).hasSizeGreaterThan(MasterKey.values().length);
            }
            assertNoLivingKey(fresh);
        }
    }

    @Test
    void nothingIsLeftWhenTheTablesCannotAllBeMade() {
        try (var fresh = new CombinedEndpoint()) {
            fresh.refuse("UpdateTimeToLive");
            assertThatThrownBy(() -> new Endpoint(at(fresh), () -> {})).isInstanceOf(RuntimeException.class);
            try (var dynamo = Endpoint.clients(at(fresh)).dynamo()) {
                assertThat(dynamo.listTables().tableNames()).isEmpty();
            }
            assertNoLivingKey(fresh);
        }
    }

    @Test
    void whatCannotBeRemovedIsNamed() {
        try (var fresh = new CombinedEndpoint()) {
            var endpoint = new Endpoint(at(fresh), () -> {});
            fresh.refuse("DeleteTable");
            assertThatThrownBy(endpoint::close)
                    .hasMessageContainingAll(endpoint.tables().values().toArray(String[]::new));
            assertNoLivingKey(fresh);
        }
    }

    @Test
    void aNameWithoutThePrefixIsNotMade() {
        var engines = Engines.at(at(), "mine");
        try (engines;
                var dynamo = engines.tables(List.of()).dynamo()) {
            assertThatThrownBy(() -> Tables.create(dynamo, Tables.names("yours")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(Endpoint.stands(dynamo, "yours-keys")).isFalse();
        }
    }

    @Test
    void whatAnEngineLacksIsFoundOut() {
        try (var fresh = new CombinedEndpoint();
                var endpoint = new Endpoint(at(fresh), () -> {})) {
            assertThat(Lack.of(endpoint)).containsExactlyInAnyOrder(Lack.POLICY_CONDITIONS, Lack.TTL_DELETION);
            assertThat(fresh.bucket().things()).as("the bucket is removed").isEmpty();
            fresh.bucket().unlock();
            assertThat(Lack.of(endpoint)).contains(Lack.OBJECT_LOCK);
            assertThat(fresh.bucket().things()).isEmpty();
            fresh.refuse("DescribeStream");
            assertThat(Lack.of(endpoint)).contains(Lack.STREAMS);
            fresh.refuse("DescribeTimeToLive");
            assertThat(Lack.of(endpoint)).contains(Lack.TTL_SETTING);
            fresh.refuse("GenerateDataKey");
            assertThat(Lack.of(endpoint)).contains(Lack.ENCRYPTION_CONTEXT, Lack.POLICY_CONDITIONS);
        }
    }

    private static void assertNoLivingKey(CombinedEndpoint endpoint) {
        try (KmsClient kms = Endpoint.clients(at(endpoint)).kms()) {
            assertThat(kms.listKeys().keys())
                    .extracting(key -> kms.describeKey(r -> r.keyId(key.keyId()))
                            .keyMetadata()
                            .keyState())
                    .allMatch(KeyState.PENDING_DELETION::equals);
        }
    }
}
