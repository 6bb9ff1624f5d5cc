package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.conversation.Message;
import dev.lethe.conversation.Messages;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import dev.lethe.retention.Expiry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Messages in {@code records}, by storage id; a local index has them in the order they were sent. */
public final class DynamoMessages implements Messages {
    private static final int INDEXED_MAX = 20_000;

    private record Indexed(Tenant tenant, StorageId sid, LocalDate day, LocalDate expiryDay) {}

    private final Dynamo dynamo;
    private final Set<Indexed> indexed = ConcurrentHashMap.newKeySet();

    public DynamoMessages(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Written write(
            Tenant tenant, StorageId sid, Channel channel, List<Message> messages, Optional<Remembered> answer) {
        var unindexed = messages.stream()
                .map(m -> new Indexed(
                        tenant, sid, Expiry.dayOf(m.receivedAt()), m.expiry().day()))
                .filter(which -> !indexed.contains(which))
                .distinct()
                .toList();
        if (messages.size() == 1 && unindexed.isEmpty() && answer.isEmpty()) {
            var message = messages.getFirst();
            var key = Keys.message(
                    tenant, sid, message.conversation().value(), message.id().value());
            return dynamo.createOrFind(key, item(tenant, sid, message))
                    .<Written>map(before -> new Written.AlreadyThere(List.of(message(before))))
                    .orElseGet(Written.Stored::new);
        }
        var writes = new ArrayList<TransactWriteItem>();
        for (var message : messages) {
            var key = Keys.message(
                    tenant, sid, message.conversation().value(), message.id().value());
            writes.add(dynamo.creating(key, item(tenant, sid, message)));
        }
        // Together, so that nothing is ever kept that no purge would find, and no row points to what was never written.
        unindexed.forEach(which -> writes.addAll(index(which, channel)));
        AnswerItems.add(dynamo, answer, writes);
        return switch (dynamo.transact(writes)) {
            case Dynamo.Transacted.Done() -> {
                unindexed.forEach(this::remember);
                yield new Written.Stored();
            }
            case Dynamo.Transacted.Refused(var inTheWay) -> {
                var before = inTheWay.stream()
                        .limit(messages.size())
                        .flatMap(Optional::stream)
                        .map(DynamoMessages::message)
                        .toList();
                yield before.isEmpty() ? new Written.AnsweredMeanwhile() : new Written.AlreadyThere(before);
            }
        };
    }

    private List<TransactWriteItem> index(Indexed which, Channel channel) {
        var due = Keys.due(which.tenant, which.expiryDay, Shards.of(which.sid), which.sid);
        var active = Keys.active(which.tenant, which.day, which.sid, which.expiryDay);
        return List.of(
                dynamo.putting(due, IndexItems.due(due, which.expiryDay)),
                dynamo.putting(active, IndexItems.active(active, which.expiryDay, channel)));
    }

    private void remember(Indexed which) {
        if (indexed.size() >= INDEXED_MAX) {
            indexed.clear();
        }
        indexed.add(which);
    }

    @Override
    public Page page(Tenant tenant, StorageId sid, ConversationId conversation, Optional<String> from, int max) {
        var pk = Keys.content(tenant, sid);
        var prefix = conversation + "#";
        var query = QueryRequest.builder()
                .indexName(Table.RECORDS.index().orElseThrow().indexName())
                .keyConditionExpression("pk = :pk AND begins_with(#at, :conversation)")
                .expressionAttributeNames(Map.of("#at", "at"))
                .expressionAttributeValues(Map.of(":pk", Item.s(pk), ":conversation", Item.s(prefix)))
                .select("ALL_ATTRIBUTES")
                .consistentRead(true)
                .limit(max);
        from.ifPresent(place -> query.exclusiveStartKey(start(tenant, sid, conversation, place)));
        var page = dynamo.query(Table.RECORDS, query);
        return new Page(
                page.items().stream().map(DynamoMessages::message).toList(),
                Optional.ofNullable(page.next().get("at")).map(at -> at.s().substring(prefix.length())));
    }

    /** Where a page begins: behind a place in the conversation, whether or not something stands there. */
    private static Map<String, AttributeValue> start(
            Tenant tenant, StorageId sid, ConversationId conversation, String place) {
        var message = place.substring(place.indexOf('#') + 1);
        var start = new LinkedHashMap<>(Item.key(Keys.message(tenant, sid, conversation.value(), message)));
        start.put("at", Item.s(conversation + "#" + place));
        return start;
    }

    private static Item item(Tenant tenant, StorageId sid, Message message) {
        var key = Keys.message(
                tenant, sid, message.conversation().value(), message.id().value());
        var item = Item.at(key)
                .text("at", message.conversation() + "#" + Sortable.of(message.sentAt()) + "#" + message.id())
                .instant("sentAt", message.sentAt());
        return ContentItems.with(item, message.receivedAt(), message.expiry())
                .text("digest", message.digest())
                .bytes("sealed", message.sealed().bytes())
                .number("revision", message.revision());
    }

    private static Message message(Item item) {
        var parts = item.sortKey();
        return new Message(
                new MessageId(parts.get(2)),
                new ConversationId(parts.get(1)),
                item.instant("sentAt"),
                item.instant("receivedAt"),
                ContentItems.expiry(item),
                item.text("digest"),
                new Sealed(item.bytes("sealed")),
                Math.toIntExact(item.number("revision")));
    }
}
