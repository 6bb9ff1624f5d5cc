package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The immutable identity of each table, remembered for a while. A restored table has another one, even under the same name.
 * Engines that give a table no id are known by its ARN and when it was made.
 */
public final class TableIds {
    /** How long a table that was replaced under its own name may still be taken for the one before. */
    public static final Duration AGE_MAX = Duration.ofMinutes(5);

    private record Known(String id, Instant at) {}

    private final DynamoDbClient client;
    private final Map<Table, String> names;
    private final InstantSource clock;
    private final Map<Table, Known> known = new ConcurrentHashMap<>();

    public TableIds(DynamoDbClient client, Map<Table, String> names, InstantSource clock) {
        this.client = client;
        this.names = Map.copyOf(names);
        this.clock = clock;
    }

    public String of(Table table) {
        var now = clock.instant();
        var remembered = known.get(table);
        if (remembered != null && remembered.at.plus(AGE_MAX).isAfter(now)) {
            return remembered.id;
        }
        var id = ask(table);
        known.put(table, new Known(id, now));
        return id;
    }

    /** Forgets what was asked; the tables may be others after a snapshot. */
    public void forget() {
        known.clear();
    }

    private String ask(Table table) {
        try {
            var found = client.describeTable(r -> r.tableName(names.get(table))).table();
            return Optional.ofNullable(found.tableId())
                    .orElseGet(() -> found.tableArn() + "@" + found.creationDateTime());
        } catch (SdkException _) {
            throw new StoreUnavailable();
        }
    }
}
