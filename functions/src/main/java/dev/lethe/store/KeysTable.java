package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The immutable identity of the table of keys, asked for once. A restored table has another one. Engines that give a table no
 * id are known by its ARN and when it was made.
 */
public final class KeysTable implements Supplier<String> {
    private final DynamoDbClient client;
    private final Map<Table, String> names;
    private volatile @Nullable String identity;

    public KeysTable(DynamoDbClient client, Map<Table, String> names) {
        this.client = client;
        this.names = names;
    }

    @Override
    public String get() {
        var known = identity;
        if (known == null) {
            known = ask();
            identity = known;
        }
        return known;
    }

    /** Forgets it, to ask again: the same function may wake up beside a table that was replaced. */
    public void forget() {
        identity = null;
    }

    private String ask() {
        try {
            var table = client.describeTable(r -> r.tableName(names.get(Table.KEYS)))
                    .table();
            return Optional.ofNullable(table.tableId())
                    .orElseGet(() -> table.tableArn() + "@" + table.creationDateTime());
        } catch (SdkException _) {
            throw new StoreUnavailable();
        }
    }
}
