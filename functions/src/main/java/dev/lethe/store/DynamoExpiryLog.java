package dev.lethe.store;

import dev.lethe.retention.EvidencePeriod;
import dev.lethe.retention.Expiry;
import dev.lethe.retention.ExpiryLog;
import dev.lethe.retention.Gone;
import dev.lethe.store.Keys.Address;

/** Expiries in {@code evidence}, by storage id, which links to nobody once the person is erased. */
public final class DynamoExpiryLog implements ExpiryLog {
    private final Dynamo dynamo;
    private final EvidencePeriods periods;

    public DynamoExpiryLog(Dynamo dynamo, EvidencePeriods periods) {
        this.dynamo = dynamo;
        this.periods = periods;
    }

    @Override
    public void record(Gone gone) {
        dynamo.create(key(gone), item(gone));
    }

    static Address key(Gone gone) {
        return Keys.expired(gone.tenant(), Expiry.dayOf(gone.dueAt()), gone.sid(), gone.item());
    }

    Item item(Gone gone) {
        var item = Item.at(key(gone))
                .text("what", gone.kind())
                .instant("dueAt", gone.dueAt())
                .instant("goneAt", gone.goneAt())
                .text("how", gone.how().name());
        periods.until(gone.tenant(), EvidencePeriod.Kind.EXPIRIES, gone.goneAt())
                .ifPresent(item::goes);
        return item;
    }
}
