package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.conversation.MessageLabels;
import dev.lethe.conversation.Said;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Resealed;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Content;
import dev.lethe.retention.Expiry;
import dev.lethe.store.Keys.Address;
import dev.lethe.store.Keys.Kind;
import dev.lethe.subject.Profile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How it is written until when something is kept, whatever its kind. */
final class ContentItems {

    static Item with(Item item, Instant receivedAt, Expiry expiry) {
        return item.instant("receivedAt", receivedAt)
                .nested("purposes", purposes(expiry))
                .instant("expiresAt", expiry.at())
                .goes(expiry.at());
    }

    private static Map<String, Item> purposes(Expiry expiry) {
        var purposes = new LinkedHashMap<String, Item>();
        expiry.purposes()
                .forEach((purpose, until) ->
                        purposes.put(purpose.value(), Item.nested().instant("until", until)));
        return purposes;
    }

    static Expiry expiry(Item item) {
        var purposes = new LinkedHashMap<Purpose, Instant>();
        item.items("purposes").forEach((purpose, until) -> purposes.put(new Purpose(purpose), until.instant("until")));
        return new Expiry(purposes, item.instant("expiresAt"));
    }

    static Content content(Tenant tenant, StorageId sid, Item item) {
        var kind = Kind.valueOf(item.text("kind"));
        var expiry = expiry(item);
        return new Content(
                tenant,
                sid,
                kind.name(),
                item.text("sk"),
                kind == Kind.MESSAGE ? Said.CATEGORY : Profile.CATEGORY,
                item.instant("receivedAt"),
                expiry,
                label(tenant, sid, kind, item, expiry),
                new Sealed(item.bytes("sealed")));
    }

    private static Label label(Tenant tenant, StorageId sid, Kind kind, Item item, Expiry expiry) {
        var revision = Math.toIntExact(item.number("revision"));
        if (kind == Kind.PROFILE) {
            return Profile.label(tenant, sid, revision);
        }
        var parts = item.sortKey();
        return MessageLabels.of(
                tenant, sid, new ConversationId(parts.get(1)), new MessageId(parts.get(2)), expiry.day(), revision);
    }

    private static Address key(Content content) {
        return new Address(Kind.valueOf(content.kind()), Keys.content(content.tenant(), content.sid()), content.item());
    }

    /** A change of something that still is what was read. */
    static Dynamo.Change asRead(Content content) {
        return new Dynamo.Change(key(content))
                .ifStill("expiresAt", Item.s(content.expiry().at().toString()))
                .ifStill("purposes", nested(content.expiry()))
                .ifStill("revision", Item.n(content.label().revision()));
    }

    static Dynamo.Change moving(Dynamo.Change change, Expiry next, Optional<Resealed> resealed) {
        resealed.ifPresent(fresh -> change.set("sealed", Item.b(fresh.sealed().bytes()))
                .set("revision", Item.n(fresh.label().revision())));
        return change.set("purposes", nested(next))
                .set("expiresAt", Item.s(next.at().toString()))
                .set(Table.TTL, Item.n(next.at().getEpochSecond()));
    }

    private static AttributeValue nested(Expiry expiry) {
        return Item.m(purposes(expiry));
    }

    /** The index rows by which it is found on another day; none where the day is the same. */
    static Map<Address, Item> index(Content content, Expiry next) {
        var day = next.day();
        if (day.equals(content.expiry().day())) {
            return Map.of();
        }
        var rows = new LinkedHashMap<Address, Item>();
        var due = Keys.due(content.tenant(), day, Shards.of(content.sid()), content.sid());
        rows.put(due, IndexItems.due(due, day));
        if (content.kind().equals(Kind.MESSAGE.name())) {
            var active = Keys.active(content.tenant(), Expiry.dayOf(content.receivedAt()), content.sid(), day);
            rows.put(active, IndexItems.active(active, day));
        }
        return rows;
    }

    private ContentItems() {}
}
