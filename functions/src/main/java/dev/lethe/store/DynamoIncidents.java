package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.audit.ChainHead;
import dev.lethe.breach.Incident;
import dev.lethe.breach.Incidents;
import dev.lethe.breach.Sighting;
import dev.lethe.breach.TimelineEntry;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Incidents in {@code records}, their timelines in {@code evidence}. */
public final class DynamoIncidents implements Incidents {
    private final Dynamo dynamo;

    public DynamoIncidents(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public boolean write(Change change) {
        var next = change.next();
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(replacing(next));
        writes.add(dynamo.creating(
                Keys.timeline(next.tenant(), next.id(), change.entry().number()),
                IncidentItems.item(next, change.entry())));
        writes.add(StandingItems.chained(
                dynamo,
                Keys.chained(
                        next.tenant(),
                        change.evidence().chain(),
                        change.evidence().position()),
                change.evidence()));
        change.events().forEach(event -> writes.add(OutboxItems.writing(dynamo, event)));
        change.sighting()
                .ifPresent(sighting -> writes.add(dynamo.replacing(
                        Keys.finding(next.tenant(), sighting.finding()),
                        IncidentItems.item(next.tenant(), sighting),
                        sighting.revision() - 1)));
        change.scope().ifPresent(scope -> writes.add(ScopeItems.writing(dynamo, scope)));
        AnswerItems.add(dynamo, change.answer(), writes);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean look(Incident next) {
        return dynamo.transact(List.of(replacing(next))) instanceof Dynamo.Transacted.Done;
    }

    private TransactWriteItem replacing(Incident next) {
        return dynamo.replacing(Keys.incident(next.tenant(), next.id()), IncidentItems.item(next), next.revision() - 1);
    }

    @Override
    public Optional<Incident> find(Tenant tenant, IncidentId incident) {
        return dynamo.get(Keys.incident(tenant, incident)).map(item -> IncidentItems.incident(tenant, item));
    }

    @Override
    public List<Incident> page(Tenant tenant, Optional<IncidentId> after, int max) {
        var query = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.s(Keys.incidents(tenant))))
                .scanIndexForward(false)
                .consistentRead(true);
        after.ifPresent(last -> query.exclusiveStartKey(Item.key(Keys.incident(tenant, last))));
        return incidents(tenant, query, max);
    }

    /** Those that are closed have nothing in the index. */
    @Override
    public List<Incident> due(Tenant tenant, Instant now, int max) {
        return incidents(
                tenant,
                QueryRequest.builder()
                        .indexName(Table.RECORDS.index().orElseThrow().indexName())
                        .keyConditionExpression("pk = :pk AND #at <= :now")
                        .expressionAttributeNames(Map.of("#at", "at"))
                        .expressionAttributeValues(
                                Map.of(":pk", Item.s(Keys.incidents(tenant)), ":now", Item.s(Sortable.of(now))))
                        .select("ALL_ATTRIBUTES")
                        .consistentRead(true),
                max);
    }

    private List<Incident> incidents(Tenant tenant, QueryRequest.Builder query, int max) {
        return items(Table.RECORDS, query, max).stream()
                .map(item -> IncidentItems.incident(tenant, item))
                .toList();
    }

    /** As many as there are, up to {@code max}: a page of DynamoDB's ends after a megabyte, too. */
    private List<Item> items(Table table, QueryRequest.Builder query, int max) {
        var items = new ArrayList<Item>();
        Map<String, AttributeValue> from;
        do {
            var page = dynamo.query(table, query.limit(max - items.size()));
            items.addAll(page.items());
            from = page.next();
            query.exclusiveStartKey(from.isEmpty() ? null : from);
        } while (!from.isEmpty() && items.size() < max);
        return items;
    }

    @Override
    public List<TimelineEntry> timeline(Tenant tenant, IncidentId incident, int after, int max) {
        var last = Keys.timeline(tenant, incident, after);
        return items(
                        Table.EVIDENCE,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND sk > :after")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.s(last.pk()), ":after", Item.s(last.sk())))
                                .consistentRead(true),
                        max)
                .stream()
                .map(IncidentItems::entry)
                .toList();
    }

    @Override
    public Optional<TimelineEntry> entry(Tenant tenant, IncidentId incident, int number) {
        return dynamo.get(Keys.timeline(tenant, incident, number)).map(IncidentItems::entry);
    }

    @Override
    public Optional<ChainHead> head(Tenant tenant, IncidentId incident, int number) {
        return dynamo.get(Keys.chained(tenant, Incident.chain(incident), number))
                .map(item -> new ChainHead(number, item.text("hash")));
    }

    @Override
    public Optional<Sighting> sighting(Tenant tenant, String finding) {
        return dynamo.get(Keys.finding(tenant, finding)).map(item -> IncidentItems.sighting(finding, item));
    }
}
