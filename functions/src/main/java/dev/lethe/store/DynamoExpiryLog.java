package dev.lethe.store;

import dev.lethe.retention.Expiry;
import dev.lethe.retention.ExpiryLog;
import dev.lethe.retention.Gone;
import dev.lethe.store.Keys.Address;

/** Expiries in {@code evidence}, by storage id, which links to nobody once the person is erased. */
public final class DynamoExpiryLog implements ExpiryLog {
    private final Dynamo dynamo;

    public DynamoExpiryLog(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public void record(Gone gone) {
        dynamo.create(key(gone), item(gone));
    }

    static Address key(Gone gone) {
        return Keys.expired(gone.tenant(), Expiry.dayOf(gone.dueAt()), gone.sid(), gone.item());
    }

    static Item item(Gone gone) {
        return Item.at(key(gone))
                .text("what", gone.kind())
                .instant("dueAt", gone.dueAt())
                .instant("goneAt", gone.goneAt())
                .text("how", gone.how().name());
    }
}
