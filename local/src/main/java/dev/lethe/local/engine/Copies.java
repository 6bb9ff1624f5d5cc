package dev.lethe.local.engine;

import dev.lethe.api.Table;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Copies tables row by row to tables of another name, as a restore to a point in time would: same rows, other tables. */
public final class Copies {

    /** Makes copies under a prefix; returns their names. */
    public static Map<Table, String> make(DynamoDbClient client, Map<Table, String> tables, String prefix) {
        var names = Tables.names(prefix);
        if (names.values().stream().anyMatch(tables::containsValue)) {
            throw new IllegalArgumentException("A copy has another name than what it is of");
        }
        Tables.create(client, names);
        tables.forEach(
                (table, name) -> client.scanPaginator(r -> r.tableName(name).consistentRead(true))
                        .items()
                        .forEach(item -> client.putItem(
                                r -> r.tableName(names.get(table)).item(item))));
        return names;
    }

    private Copies() {}
}
