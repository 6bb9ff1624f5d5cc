package dev.lethe.store;

import dev.lethe.event.Event;
import dev.lethe.store.Keys.Address;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How what other systems are told is written: in the transaction of the fact, so that there is neither without the other. */
public final class OutboxItems {

    static TransactWriteItem writing(Dynamo dynamo, Event event) {
        var key = key(event);
        var fact = event.fact();
        return dynamo.creating(
                key,
                Item.at(key)
                        .text("type", event.type().name())
                        .text("detail", event.detail())
                        .goes(fact.at().plus(Event.KEPT)));
    }

    /** Reads a row by its attributes; nothing where it is none that this suite wrote. */
    public static Optional<Event> event(String pk, String sk, String type, String detail) {
        return Event.read(type, detail)
                .filter(event -> key(event).pk().equals(pk) && key(event).sk().equals(sk));
    }

    private static Address key(Event event) {
        var fact = event.fact();
        return Keys.outbox(fact.tenant(), fact.person(), fact.id());
    }

    private OutboxItems() {}
}
