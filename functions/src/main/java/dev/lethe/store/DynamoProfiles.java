package dev.lethe.store;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.retention.Expiry;
import dev.lethe.subject.Profile;
import dev.lethe.subject.Profiles;
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
        var due = Keys.due(tenant, day, Keys.shard(key.sid()), key.sid());
        return dynamo.transact(List.of(
                        StandingItems.replacing(dynamo, read, next),
                        StandingItems.chained(dynamo, read, entry),
                        dynamo.putting(
                                row,
                                Item.at(row)
                                        .bytes("sealed", profile.sealed().bytes())
                                        .number("revision", profile.revision())
                                        .instant("expiresAt", profile.expiry().at())
                                        .goes(profile.expiry().at())),
                        dynamo.putting(due, IndexItems.due(due, day))))
                instanceof Dynamo.Transacted.Done;
    }
}
