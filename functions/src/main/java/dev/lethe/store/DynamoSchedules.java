package dev.lethe.store;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.retention.RetentionSchedule;
import dev.lethe.retention.Run;
import dev.lethe.retention.Schedules;
import dev.lethe.store.Keys.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Retention schedules in {@code records}. A version never changes, so one that was read is remembered. */
public final class DynamoSchedules implements Schedules {
    private static final int REMEMBERED_MAX = 1_000;

    private record Version(Tenant tenant, int version) {}

    private final Dynamo dynamo;
    private final Map<Version, RetentionSchedule> remembered = new ConcurrentHashMap<>();

    public DynamoSchedules(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Catalog catalog(Tenant tenant) {
        return NoticeItems.catalog(dynamo.get(Keys.catalog(tenant)));
    }

    @Override
    public Optional<RetentionSchedule> version(Tenant tenant, int version) {
        var which = new Version(tenant, version);
        var known = remembered.get(which);
        if (known != null) {
            return Optional.of(known);
        }
        var read = dynamo.get(Keys.schedule(tenant, version)).map(DynamoSchedules::schedule);
        read.ifPresent(found -> {
            if (remembered.size() >= REMEMBERED_MAX) {
                remembered.clear();
            }
            remembered.put(which, found);
        });
        return read;
    }

    @Override
    public boolean publish(
            Tenant tenant, RetentionSchedule schedule, Catalog read, Catalog next, ChainedEntry entry, Run run) {
        var catalog = Keys.catalog(tenant);
        var version = Keys.schedule(tenant, schedule.version());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(dynamo.replacing(catalog, NoticeItems.item(catalog, next), read.revision()));
        writes.add(dynamo.creating(version, item(version, schedule)));
        writes.add(StandingItems.chained(dynamo, Keys.chained(tenant, entry.chain(), entry.position()), entry));
        writes.addAll(JobItems.begin(dynamo, run));
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    private static Item item(Address key, RetentionSchedule schedule) {
        return Item.at(key)
                .number("version", schedule.version())
                .instant("publishedAt", schedule.publishedAt())
                .text("hash", schedule.hash())
                .text("text", new String(Json.write(Shape.tree(schedule.text())), StandardCharsets.UTF_8));
    }

    private static RetentionSchedule schedule(Item item) {
        return new RetentionSchedule(
                Math.toIntExact(item.number("version")),
                item.instant("publishedAt"),
                item.text("hash"),
                JobItems.draft(item.text("text")));
    }
}
