package dev.lethe.store;

import dev.lethe.conversation.MessageLabels;
import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.Sealed;
import dev.lethe.hold.Held;
import dev.lethe.hold.Hold;
import dev.lethe.hold.Original;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import java.util.Optional;

/** How holds, what they hold, and what that was copied from are written. */
final class HoldItems {
    /** The partition of the sparse index in which holds stand about which there is something to do. */
    static final String SWEEP = "hold";

    static Item item(Hold hold) {
        var item = Item.at(Keys.hold(hold.tenant(), hold.id()))
                .text("state", hold.state().name())
                .text("subject", hold.subject().value())
                .text("client", hold.client().value())
                .instant("placedAt", hold.placedAt())
                .text("reviewOn", hold.reviewOn().toString())
                .instant("releasedAt", hold.releasedAt())
                .number("held", hold.held())
                .number("unopenable", hold.unopenable())
                .number("revision", hold.revision());
        hold.conversation().ifPresent(only -> item.text("conversation", only.value()));
        hold.sid().ifPresent(sid -> item.text("sid", sid.value()));
        hold.key().ifPresent(key -> item.bytes("wrapped", key.wrapped().bytes())
                .text("wrappedBy", key.wrapped().wrappedBy()));
        hold.cursor().ifPresent(cursor -> item.text("cursor", cursor));
        hold.reference().ifPresent(reference -> item.bytes("reference", reference.bytes()));
        hold.sweepAt().ifPresent(at -> item.text("sweep", SWEEP).instant("sweepAt", at));
        return StandingItems.head(item, hold.head());
    }

    static Hold hold(Item item) {
        var id = new HoldId(item.lastOfSortKey());
        return new Hold(
                new Tenant(item.text("pk").substring("T#".length())),
                id,
                Hold.State.valueOf(item.text("state")),
                new SubjectId(item.text("subject")),
                item.textIfAny("conversation").map(ConversationId::new),
                item.textIfAny("sid").map(StorageId::new),
                item.has("wrapped") ? Optional.of(new HoldKey(id, KeyItems.wrapped(item))) : Optional.empty(),
                new ClientId(item.text("client")),
                item.instant("placedAt"),
                item.date("reviewOn"),
                item.instantIfAny("releasedAt"),
                item.textIfAny("cursor"),
                item.number("held"),
                item.number("unopenable"),
                item.bytesIfAny("reference").map(Sealed::new),
                item.instantIfAny("sweepAt"),
                StandingItems.head(item),
                item.number("revision"));
    }

    /** A copy goes with its hold, and not by itself. */
    static Item item(Hold hold, Held held) {
        return Item.at(Keys.held(hold.tenant(), hold.id(), held.conversation(), held.message()))
                .text("at", held.place())
                .instant("sentAt", held.sentAt())
                .instant("receivedAt", held.receivedAt())
                .instant("dueAt", held.dueAt())
                .bytes("sealed", held.sealed().bytes());
    }

    static Held held(Item item) {
        var parts = item.sortKey();
        return new Held(
                new ConversationId(parts.get(1)),
                new MessageId(parts.get(2)),
                item.text("at"),
                item.instant("sentAt"),
                item.instant("receivedAt"),
                item.instant("dueAt"),
                new Sealed(item.bytes("sealed")));
    }

    static Original original(Tenant tenant, StorageId sid, Item item) {
        var parts = item.sortKey();
        var conversation = new ConversationId(parts.get(1));
        var message = new MessageId(parts.get(2));
        var expiresAt = item.instant("expiresAt");
        return new Original(
                conversation,
                message,
                item.text("at"),
                item.instant("sentAt"),
                item.instant("receivedAt"),
                expiresAt,
                MessageLabels.of(
                        tenant,
                        sid,
                        conversation,
                        message,
                        Expiry.dayOf(expiresAt),
                        Math.toIntExact(item.number("revision"))),
                new Sealed(item.bytes("sealed")));
    }

    private HoldItems() {}
}
