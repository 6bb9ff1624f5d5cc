package dev.lethe.store;

import dev.lethe.audit.AccessLog;
import dev.lethe.kernel.Ids;
import dev.lethe.retention.EvidencePeriod;

/** Accesses in {@code evidence}. */
public final class DynamoAccessLog implements AccessLog {
    private final Dynamo dynamo;
    private final Ids ids;
    private final EvidencePeriods periods;

    public DynamoAccessLog(Dynamo dynamo, Ids ids, EvidencePeriods periods) {
        this.dynamo = dynamo;
        this.ids = ids;
        this.periods = periods;
    }

    @Override
    public void record(Access access) {
        var key = Keys.access(access.tenant(), access.subject(), ids.sortable(access.at()));
        var item = Item.at(key)
                .text("purpose", access.purpose().value())
                .text("client", access.client().value())
                .instant("at", access.at());
        access.conversation().ifPresent(conversation -> item.text("conversation", conversation.value()));
        periods.until(access.tenant(), EvidencePeriod.Kind.ACCESSES, access.at())
                .ifPresent(item::goes);
        dynamo.create(key, item);
    }
}
