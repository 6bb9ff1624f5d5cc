package dev.lethe.lambda;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.audit.Checkpoints;
import dev.lethe.aws.Clients;
import dev.lethe.event.Bus;
import dev.lethe.regime.Regimes;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;

/** A suite whose clients reach nothing: for what needs no world. */
final class Nowhere {
    static Suite suite() {
        return suite(new SplittableRandom(1));
    }

    static Suite suite(RandomGenerator random) {
        return suite(random, new Regimes(), _ -> {});
    }

    /** One that tells what it logs. */
    static Suite suite(RandomGenerator random, Regimes regimes, Consumer<String> told) {
        var clients = new Clients(
                Region.US_EAST_1,
                AnonymousCredentialsProvider.create(),
                Optional.of(URI.create("http://127.0.0.1:1")),
                // Whether it is tried again makes no difference where nothing ever answers, but for the time it takes.
                Clients.timeouts().copy(r -> r.retryStrategy(AwsRetryStrategy.doNotRetry())));
        Map<Table, String> tables = new EnumMap<>(Table.class);
        for (var table : Table.values()) {
            tables.put(table, table.name());
        }
        Map<MasterKey, String> keys = new EnumMap<>(MasterKey.class);
        for (var key : MasterKey.values()) {
            keys.put(key, key.alias("nowhere"));
        }
        var clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        return new Suite(
                new World(
                        clients.dynamo(),
                        clients.kms(),
                        tables,
                        keys,
                        Checkpoints.NOWHERE,
                        Bus.NOWHERE,
                        regimes,
                        clock,
                        random),
                new Log(told, clock));
    }

    private Nowhere() {}
}
