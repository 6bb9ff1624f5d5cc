package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The sparse index of {@code keys}: what somebody has to come back to, by what for and when. */
final class SweepIndex {

    /**
     * The rows of a partition whose time has come, at most {@code max}, each read anew: the index may lag behind its table, which
     * alone says what is still to do.
     *
     * @param kind of a row, by its sort key
     */
    static List<Item> due(Dynamo dynamo, String partition, Instant now, int max, Function<String, Kind> kind) {
        var page = dynamo.query(
                Table.KEYS,
                QueryRequest.builder()
                        .indexName(Table.KEYS.index().orElseThrow().indexName())
                        .keyConditionExpression("sweep = :sweep AND sweepAt <= :now")
                        .expressionAttributeValues(Map.of(":sweep", Item.s(partition), ":now", Item.s(now.toString())))
                        .limit(max));
        var rows = new ArrayList<Item>();
        for (var pointer : page.items()) {
            var sk = pointer.text("sk");
            dynamo.get(new Keys.Address(kind.apply(sk), pointer.text("pk"), sk))
                    .filter(row -> row.textIfAny("sweep").equals(Optional.of(partition)))
                    .ifPresent(rows::add);
        }
        return rows;
    }

    private SweepIndex() {}
}
