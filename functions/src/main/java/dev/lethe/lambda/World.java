package dev.lethe.lambda;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.audit.Checkpoints;
import dev.lethe.event.Bus;
import dev.lethe.regime.Regimes;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** What differs between AWS and a laptop. */
public record World(
        DynamoDbClient dynamo,
        KmsClient kms,
        Map<Table, String> tables,
        Map<MasterKey, String> masterKeys,
        Checkpoints checkpoints,
        Bus bus,
        Regimes regimes,
        InstantSource clock,
        RandomGenerator random) {

    /** A world where evidence is not anchored and nobody is told anything, with the regimes that come with the suite. */
    public World(
            DynamoDbClient dynamo,
            KmsClient kms,
            Map<Table, String> tables,
            Map<MasterKey, String> masterKeys,
            InstantSource clock,
            RandomGenerator random) {
        this(dynamo, kms, tables, masterKeys, Checkpoints.NOWHERE, Bus.NOWHERE, new Regimes(), clock, random);
    }

    /** Lets go of the clients, and the threads that they wait in. */
    void close() {
        dynamo.close();
        kms.close();
    }
}
