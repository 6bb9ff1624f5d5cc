package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyRows;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Anonymised;
import dev.lethe.retention.EndedDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Key rows in {@code keys}. */
public final class DynamoKeyRows implements KeyRows, EndedDays {
    private final Dynamo dynamo;

    public DynamoKeyRows(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public KeyState subject(Tenant tenant, SubjectId subject) {
        return KeyItems.state(dynamo.get(Keys.subjectKey(tenant, subject)));
    }

    @Override
    public boolean create(Tenant tenant, SubjectId subject, SubjectKey key, KeyState read, Instant now) {
        var row = Keys.subjectKey(tenant, subject);
        if (read instanceof KeyState.Returned) {
            return dynamo.update(new Dynamo.Change(row)
                    .set("state", Item.s(KeyItems.LIVE))
                    .set("sid", Item.s(key.sid().value()))
                    .set("kver", Item.n(key.version()))
                    .set("wrapped", Item.b(key.wrapped().bytes()))
                    .set("wrappedBy", Item.s(key.wrapped().wrappedBy()))
                    .set("createdAt", Item.s(now.toString()))
                    .ifStill("state", Item.s(KeyItems.RETURNED))
                    .ifStill("fence", Item.n(read.fence())));
        }
        return dynamo.create(
                row,
                KeyItems.wrapped(Item.at(row), key.wrapped(), now)
                        .number("fence", 0)
                        .text("sid", key.sid().value())
                        .number("kver", key.version()));
    }

    @Override
    public DayState day(Tenant tenant, LocalDate day) {
        var row = dynamo.get(Keys.dayKey(tenant, day));
        if (row.isEmpty()) {
            return new DayState.Absent();
        }
        return row.get().text("state").equals(KeyItems.LIVE)
                ? new DayState.Live(KeyItems.wrapped(row.get()))
                : new DayState.Destroyed();
    }

    @Override
    public boolean createDay(Tenant tenant, LocalDate day, WrappedKey wrapped, Instant now) {
        var row = Keys.dayKey(tenant, day);
        return dynamo.create(row, KeyItems.wrapped(Item.at(row), wrapped, now));
    }

    @Override
    public List<LocalDate> before(Tenant tenant, LocalDate day, int max) {
        var first = Keys.dayKey(tenant, LocalDate.EPOCH);
        var last = Keys.dayKey(tenant, day.minusDays(1));
        var days = new ArrayList<LocalDate>();
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    Table.KEYS,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                            .filterExpression("#state = :live")
                            .expressionAttributeNames(Map.of("#state", "state"))
                            .expressionAttributeValues(Map.of(
                                    ":pk", Item.s(first.pk()),
                                    ":first", Item.s(first.sk()),
                                    ":last", Item.s(last.sk()),
                                    ":live", Item.s(KeyItems.LIVE)))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            page.items().forEach(item -> days.add(LocalDate.parse(item.lastOfSortKey())));
            from = page.next();
        } while (!from.isEmpty() && days.size() < max);
        return days.subList(0, Math.min(max, days.size()));
    }

    @Override
    public boolean destroy(Tenant tenant, LocalDate day, Anonymised anonymised, Instant now) {
        var evidence = Keys.endedDay(tenant, day);
        var ended = Item.at(evidence).instant("destroyedAt", now);
        if (anonymised.items() > 0) {
            ended.number("anonymised", anonymised.items());
        }
        var destroying = new Dynamo.Change(Keys.dayKey(tenant, day))
                .set("state", Item.s(KeyItems.DESTROYED))
                .set("destroyedAt", Item.s(now.toString()))
                .remove("wrapped", "wrappedBy")
                .ifStill("state", Item.s(KeyItems.LIVE));
        var writes = new ArrayList<>(List.of(
                dynamo.updating(destroying), HoldCounts.nonePlacing(dynamo, tenant), dynamo.creating(evidence, ended)));
        anonymised.statistics().stream()
                .map(statistic -> StatisticItems.creating(dynamo, tenant, statistic))
                .forEach(writes::add);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Optional<WrappedKey> tenantKey(KeyName name) {
        return dynamo.get(Keys.tenantKey(name)).map(KeyItems::wrapped);
    }

    @Override
    public boolean createTenantKey(KeyName name, WrappedKey wrapped, Instant now) {
        var row = Keys.tenantKey(name);
        return dynamo.create(row, KeyItems.wrapped(Item.at(row), wrapped, now));
    }
}
