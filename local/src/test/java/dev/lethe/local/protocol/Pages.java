package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import dev.lethe.local.protocol.Answer.Gave;
import dev.lethe.local.protocol.World.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries and scans of a world, page by page. */
final class Pages {

    private record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {}

    static Answer query(World world, QueryRequest query) {
        var table = table(query.tableName());
        var index = Optional.ofNullable(query.indexName()).map(name -> table.indexes().stream()
                .filter(found -> found.indexName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such index")));
        if (query.projectionExpression() != null
                || (query.keyConditionExpression().contains("BETWEEN") && query.limit() != null)
                || (query.consistentRead() != null
                        && query.consistentRead()
                        && index.filter(found -> !found.local()).isPresent())) {
            throw new AssertionError("a query the model does not know");
        }
        var expression = Expression.over(query.expressionAttributeNames(), query.expressionAttributeValues());
        var keys = expression.condition(query.keyConditionExpression());
        var filter = expression.condition(query.filterExpression());
        expression.done();
        var sort = index.map(Table.Index::sortKey).orElse("sk");
        var order = Comparator.<Map<String, AttributeValue>, String>comparing(item -> text(item, sort))
                .thenComparing(item -> text(item, "pk"))
                .thenComparing(item -> text(item, "sk"));
        var ordered = Boolean.FALSE.equals(query.scanIndexForward()) ? order.reversed() : order;
        var names = index.map(found -> List.of("pk", "sk", found.partitionKey(), found.sortKey()))
                .orElse(List.of("pk", "sk"));
        var rows = world.table(query.tableName()).values().stream()
                .map(Row::attributes)
                .filter(item -> item.keySet().containsAll(names))
                .filter(keys)
                .sorted(ordered)
                .toList();
        var page = page(rows, ordered, names, query.exclusiveStartKey(), query.limit(), filter);
        var all = index.isEmpty() || query.select() == Select.ALL_ATTRIBUTES;
        return new Gave(QueryResponse.builder()
                .items(page.items().stream()
                        .map(item -> all ? item : only(item, names))
                        .toList())
                .lastEvaluatedKey(page.last().isEmpty() ? null : page.last())
                .build());
    }

    static Answer scan(World world, ScanRequest scan) {
        if (scan.indexName() != null || scan.projectionExpression() != null || scan.segment() != null) {
            throw new AssertionError("a scan the model does not know");
        }
        var expression = Expression.over(scan.expressionAttributeNames(), scan.expressionAttributeValues());
        var filter = expression.condition(scan.filterExpression());
        expression.done();
        var order = Comparator.<Map<String, AttributeValue>, String>comparing(item -> text(item, "pk"))
                .thenComparing(item -> text(item, "sk"));
        var rows = world.table(scan.tableName()).values().stream()
                .map(Row::attributes)
                .toList();
        var limit = scan.limit() == null ? shortest(rows, order, scan.exclusiveStartKey()) : scan.limit();
        var page = page(rows, order, List.of("pk", "sk"), scan.exclusiveStartKey(), limit, filter);
        return new Gave(ScanResponse.builder()
                .items(page.items())
                .lastEvaluatedKey(page.last().isEmpty() ? null : page.last())
                .build());
    }

    /**
     * How many items a scan without a limit goes through: as few as a page may have, so that others come in between, where they
     * could do anything.
     */
    private static int shortest(
            List<Map<String, AttributeValue>> rows,
            Comparator<Map<String, AttributeValue>> order,
            Map<String, AttributeValue> start) {
        return 1
                + (int) rows.stream()
                        .filter(row -> start.isEmpty() || order.compare(row, start) > 0)
                        .takeWhile(Alone::isNote)
                        .count();
    }

    private static Page page(
            List<Map<String, AttributeValue>> rows,
            Comparator<Map<String, AttributeValue>> order,
            List<String> names,
            Map<String, AttributeValue> start,
            @Nullable Integer limit,
            Predicate<Map<String, AttributeValue>> filter) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var looked = 0;
        for (var row : rows) {
            if (!start.isEmpty() && order.compare(row, start) <= 0) {
                continue;
            }
            looked++;
            if (filter.test(row)) {
                items.add(row);
            }
            if (limit != null && looked == limit) {
                return new Page(items, only(row, names));
            }
        }
        return new Page(items, Map.of());
    }

    private static Map<String, AttributeValue> only(Map<String, AttributeValue> item, List<String> names) {
        var some = new LinkedHashMap<String, AttributeValue>();
        names.forEach(name -> some.put(name, World.valueOf(item, name)));
        return some;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return World.valueOf(item, name).s();
    }

    private static Table table(String name) {
        for (var table : Table.values()) {
            if (name.equals(ModelDynamo.NAMES.get(table))) {
                return table;
            }
        }
        throw new AssertionError("no such table");
    }

    private Pages() {}
}
