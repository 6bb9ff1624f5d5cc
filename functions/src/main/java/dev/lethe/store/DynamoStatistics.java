package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Statistic;
import dev.lethe.retention.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Statistics in {@code records}, and what they are counted from. */
public final class DynamoStatistics implements Statistics {
    private final Dynamo dynamo;

    public DynamoStatistics(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Set<StorageId> due(Tenant tenant, LocalDate day, int max) {
        var found = new HashSet<StorageId>();
        for (var shard = 0; shard < Keys.SHARDS; shard++) {
            var pk = Keys.due(tenant, day, shard, new StorageId("a".repeat(26))).pk();
            Map<String, AttributeValue> from = Map.of();
            do {
                var page = dynamo.query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Item.s(pk)))
                                .consistentRead(true)
                                .exclusiveStartKey(from.isEmpty() ? null : from));
                page.items().stream()
                        .limit(max - found.size())
                        .forEach(item -> found.add(new StorageId(item.text("sk"))));
                from = page.next();
            } while (!from.isEmpty() && found.size() < max);
        }
        return found;
    }

    @Override
    public People people(Tenant tenant, Optional<String> after) {
        var page = LivePeople.page(dynamo, tenant, 0, 1, after);
        return new People(
                page.people().stream()
                        .map(person -> new Person(person.subject(), person.sid()))
                        .toList(),
                page.next());
    }

    @Override
    public Optional<LocalDate> lastDay(Tenant tenant) {
        return dynamo
                .query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Item.s(Keys.statistics(tenant))))
                                .scanIndexForward(false)
                                .limit(1))
                .items()
                .stream()
                .findFirst()
                .map(item -> LocalDate.parse(item.sortKey().getFirst()));
    }

    @Override
    public List<Statistic> of(Tenant tenant, LocalDate day) {
        var found = new ArrayList<Statistic>();
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    Table.RECORDS,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk AND begins_with(sk, :day)")
                            .expressionAttributeValues(
                                    Map.of(":pk", Item.s(Keys.statistics(tenant)), ":day", Item.s(day + "#")))
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            page.items().forEach(item -> found.add(StatisticItems.statistic(day, item)));
            from = page.next();
        } while (!from.isEmpty());
        return found;
    }
}
