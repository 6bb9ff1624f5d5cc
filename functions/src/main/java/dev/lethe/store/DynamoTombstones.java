package dev.lethe.store;

import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.rights.Tombstone;
import dev.lethe.rights.Tombstones;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.util.List;

/** Tombstones in {@code keys}, found by its sparse index. */
public final class DynamoTombstones implements Tombstones {
    private final Dynamo dynamo;

    public DynamoTombstones(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public List<Tombstone> due(Instant now, int max) {
        return SweepIndex.due(dynamo, TombstoneItems.SWEEP, now, max, _ -> Kind.SUBJECT_KEY).stream()
                .filter(row -> row.text("state").equals(KeyItems.ERASED))
                .map(DynamoTombstones::tombstone)
                .toList();
    }

    private static Tombstone tombstone(Item row) {
        var pk = row.text("pk").split("#", -1);
        return new Tombstone(
                new Tenant(pk[1]), new SubjectId(pk[3]), Math.toIntExact(row.number("fence")), row.instant("erasedAt"));
    }

    @Override
    public boolean remove(Tombstone tombstone) {
        return dynamo.transact(List.of(dynamo.deleting(still(tombstone)))) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public void keep(Tombstone tombstone, Instant until, Tombstone.Ground ground) {
        dynamo.update(still(tombstone)
                .set("sweepAt", Item.s(until.toString()))
                .set(TombstoneItems.STAYS, Item.s(ground.name())));
    }

    /** Under the condition that nobody came back, nor was erased again: the fence alone begins anew once a tombstone is gone. */
    private static Dynamo.Change still(Tombstone tombstone) {
        return new Dynamo.Change(Keys.subjectKey(tombstone.tenant(), tombstone.subject()))
                .ifStill("state", Item.s(KeyItems.ERASED))
                .ifStill("fence", Item.n(tombstone.fence()))
                .ifStill("erasedAt", Item.s(tombstone.erasedAt().toString()));
    }
}
