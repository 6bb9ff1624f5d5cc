package dev.lethe.lambda;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A world before a stand-in of AWS, where the clients are those of AWS up to what carries their calls. Everything in it is known to
 * everybody: keys of zeros, an hour that does not pass, numbers that only count.
 */
final class StandInWorld {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    /** Odd, and large: numbers that are so far apart differ in their first digits, too. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    /** Makes one. */
    static World of(Regimes regimes) {
        var clients = Clients.ofStandIn();
        var tables = new EnumMap<Table, String>(Table.class);
        for (var table : Table.values()) {
            tables.put(table, table.name());
        }
        var masterKeys = new EnumMap<MasterKey, String>(MasterKey.class);
        for (var key : MasterKey.values()) {
            masterKeys.put(key, key.alias("rehearsal"));
        }
        return new World(
                clients.dynamo(),
                clients.kms(),
                tables,
                masterKeys,
                clients.checkpoints("rehearsal"),
                clients.bus("rehearsal"),
                regimes,
                InstantSource.fixed(NOW),
                counting());
    }

    /** Numbers that differ, and that anybody could tell. */
    private static RandomGenerator counting() {
        var last = new AtomicLong();
        return () -> last.addAndGet(STEP);
    }

    private StandInWorld() {}
}
