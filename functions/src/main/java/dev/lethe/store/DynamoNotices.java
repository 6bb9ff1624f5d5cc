package dev.lethe.store;

import dev.lethe.api.Fn;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Notices;
import dev.lethe.retention.Run;
import dev.lethe.retention.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notices in {@code records}. A version never changes, so one that was read is remembered. */
public final class DynamoNotices implements Notices {
    private static final int REMEMBERED_MAX = 1_000;

    private record Version(Tenant tenant, NoticeId notice, int version) {}

    private final Dynamo dynamo;
    private final Ids ids;
    private final Map<Version, Notice> remembered = new ConcurrentHashMap<>();

    public DynamoNotices(Dynamo dynamo, Ids ids) {
        this.dynamo = dynamo;
        this.ids = ids;
    }

    @Override
    public Catalog catalog(Tenant tenant) {
        return NoticeItems.catalog(dynamo.get(Keys.catalog(tenant)));
    }

    @Override
    public Optional<Notice> version(Tenant tenant, NoticeId notice, int version) {
        var which = new Version(tenant, notice, version);
        var known = remembered.get(which);
        if (known != null) {
            return Optional.of(known);
        }
        var read = dynamo.get(Keys.notice(tenant, notice, version)).map(item -> NoticeItems.notice(notice, item));
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
            Tenant tenant, Notice notice, Catalog read, Catalog next, ChainedEntry entry, boolean replans) {
        var catalog = Keys.catalog(tenant);
        var version = Keys.notice(tenant, notice.id(), notice.version());
        var writes = new ArrayList<>(List.of(
                dynamo.replacing(catalog, NoticeItems.item(catalog, next), read.revision()),
                dynamo.creating(version, NoticeItems.item(version, notice)),
                StandingItems.chained(dynamo, Keys.chained(tenant, entry.chain(), entry.position()), entry)));
        if (replans) {
            writes.addAll(JobItems.begin(
                    dynamo,
                    Run.begun(
                            tenant,
                            RunId.of(ids, notice.publishedAt()),
                            Run.Cause.NOTICE,
                            Optional.empty(),
                            next.schedule(),
                            notice.publishedAt(),
                            notice.effectiveAt().plus(Fn.SETTLED_AFTER))));
        }
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }
}
