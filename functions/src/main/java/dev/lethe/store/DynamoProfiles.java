package dev.lethe.store;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.retention.Expiry;
import dev.lethe.subject.Profile;
import dev.lethe.subject.Profiles;
import java.util.ArrayList;
import java.util.List;

/** Profiles in {@code records}. */
public final class DynamoProfiles implements Profiles {
    private final Dynamo dynamo;

    public DynamoProfiles(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public boolean put(SubjectFile read, SubjectKey key, Profile profile, Standing next, ChainedEntry entry) {
        var tenant = read.tenant();
        var row = Keys.profile(tenant, key.sid());
        var day = Expiry.dayOf(profile.expiry().at());
        var due = Keys.due(tenant, day, Shards.of(key.sid()), key.sid());
        var writes = new ArrayList<>(List.of(
                StandingItems.replacing(dynamo, read, next),
                StandingItems.chained(dynamo, read, entry),
                dynamo.putting(
                        row,
                        ContentItems.with(
                                Item.at(row)
                                        .bytes("sealed", profile.sealed().bytes())
                                        .number("revision", profile.revision()),
                                profile.receivedAt(),
                                profile.expiry())),
                dynamo.putting(due, IndexItems.due(due, day))));
        if (read.catalog().schedule() > 0 && movedElsewhere(read.standing(), next)) {
            writes.add(JobItems.begin(dynamo, tenant, read.subject(), profile.receivedAt()));
        }
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    /** Whether another law may protect them, by which a schedule may tell people apart. */
    private static boolean movedElsewhere(Standing before, Standing next) {
        return !before.circumstances().residence().equals(next.circumstances().residence());
    }
}
