package dev.lethe.store;

import dev.lethe.audit.AccessLog;
import dev.lethe.kernel.Ids;

/** Accesses in {@code evidence}. */
public final class DynamoAccessLog implements AccessLog {
    private final Dynamo dynamo;
    private final Ids ids;

    public DynamoAccessLog(Dynamo dynamo, Ids ids) {
        this.dynamo = dynamo;
        this.ids = ids;
    }

    @Override
    public void record(Access access) {
        var key = Keys.access(access.tenant(), access.subject(), ids.sortable(access.at()));
        var item = Item.at(key)
                .text("purpose", access.purpose().value())
                .text("client", access.client().value())
                .instant("at", access.at());
        access.conversation().ifPresent(conversation -> item.text("conversation", conversation.value()));
        dynamo.create(key, item);
    }
}
