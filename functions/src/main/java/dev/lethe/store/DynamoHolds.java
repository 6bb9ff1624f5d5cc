package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.hold.Held;
import dev.lethe.hold.Hold;
import dev.lethe.hold.Holds;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import dev.lethe.store.Keys.Address;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Holds in {@code keys}, what they hold in {@code records}. */
public final class DynamoHolds implements Holds {
    private final Dynamo dynamo;

    public DynamoHolds(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Placed place(Hold hold, KeyState.Live read, ChainedEntry entry, Optional<Remembered> answer) {
        var counts = Keys.placing(hold.tenant());
        var keyRow = Keys.subjectKey(hold.tenant(), hold.subject());
        var found = dynamo.get(List.of(counts, keyRow));
        var tenantRow = Optional.ofNullable(found.get(counts));
        if (HoldCounts.full(tenantRow)) {
            return Placed.TOO_MANY;
        }
        var person = found.get(keyRow);
        if (person == null) {
            return Placed.CHANGED;
        }
        var holding = HoldCounts.more(new Dynamo.Change(keyRow), person)
                .ifStill("state", Item.s(KeyItems.LIVE))
                .ifStill("fence", Item.n(read.fence()))
                .ifStill("sid", Item.s(read.key().sid().value()))
                .ifAbsent("request");
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(dynamo.creating(Keys.hold(hold.tenant(), hold.id()), HoldItems.item(hold)));
        writes.add(HoldCounts.more(dynamo, hold.tenant(), tenantRow));
        writes.add(dynamo.updating(holding));
        writes.add(chained(hold, entry));
        AnswerItems.add(dynamo, answer, writes);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done ? Placed.PLACED : Placed.CHANGED;
    }

    @Override
    public Optional<Hold> find(Tenant tenant, HoldId hold) {
        return dynamo.get(Keys.hold(tenant, hold)).map(HoldItems::hold);
    }

    @Override
    public List<Hold> page(Tenant tenant, Optional<HoldId> after, int max) {
        var pk = Keys.placing(tenant).pk();
        var query = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND begins_with(sk, :holds)")
                .expressionAttributeValues(Map.of(":pk", Item.s(pk), ":holds", Item.s("HOLD#")))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(max);
        after.ifPresent(last -> query.exclusiveStartKey(Item.key(Keys.hold(tenant, last))));
        return dynamo.query(Table.KEYS, query).items().stream()
                .map(HoldItems::hold)
                .toList();
    }

    @Override
    public List<Hold> due(Instant now, int max) {
        return SweepIndex.due(dynamo, HoldItems.SWEEP, now, max, _ -> Kind.HOLD).stream()
                .map(HoldItems::hold)
                .toList();
    }

    @Override
    public boolean anythingOf(Tenant tenant, StorageId sid, Optional<ConversationId> conversation, Instant now) {
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    Table.RECORDS,
                    originals(tenant, sid, conversation, Map.of(":now", Item.n(now.getEpochSecond())))
                            .filterExpression("#ttl > :now")
                            .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            if (!page.items().isEmpty()) {
                return true;
            }
            from = page.next();
        } while (!from.isEmpty());
        return false;
    }

    @Override
    public Optional<SubjectKey> keyOf(Hold hold) {
        return dynamo.get(Keys.subjectKey(hold.tenant(), hold.subject()))
                .filter(row -> row.text("state").equals(KeyItems.LIVE)
                        && hold.sid().map(StorageId::value).equals(row.textIfAny("sid")))
                .map(KeyItems::key);
    }

    @Override
    public Originals originals(Hold hold, int max) {
        var sid = hold.sid().orElseThrow(() -> new IllegalStateException("what is being placed knows its originals"));
        var query = originals(hold.tenant(), sid, hold.conversation(), Map.of()).limit(max);
        hold.cursor()
                .ifPresent(cursor -> query.exclusiveStartKey(
                        Item.key(new Address(Kind.MESSAGE, Keys.content(hold.tenant(), sid), cursor))));
        var page = dynamo.query(Table.RECORDS, query);
        return new Originals(
                page.items().stream()
                        .map(item -> HoldItems.original(hold.tenant(), sid, item))
                        .toList(),
                page.items().isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.items().getLast().text("sk")),
                !page.next().isEmpty());
    }

    private static QueryRequest.Builder originals(
            Tenant tenant, StorageId sid, Optional<ConversationId> conversation, Map<String, AttributeValue> more) {
        var values = new LinkedHashMap<>(more);
        values.put(":pk", Item.s(Keys.content(tenant, sid)));
        values.put(
                ":messages",
                Item.s("MESSAGE#" + conversation.map(only -> only + "#").orElse("")));
        return QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND begins_with(sk, :messages)")
                .expressionAttributeValues(values)
                .consistentRead(true);
    }

    @Override
    public boolean copied(Hold next, List<Held> copies) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(replacing(next));
        for (var held : copies) {
            writes.add(dynamo.putting(
                    Keys.held(next.tenant(), next.id(), held.conversation(), held.message()),
                    HoldItems.item(next, held)));
        }
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean complete(Hold next, ChainedEntry entry) {
        var writes = placed(next.tenant(), next.subject(), 0);
        writes.add(replacing(next));
        writes.add(chained(next, entry));
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean release(Hold read, Hold next, ChainedEntry entry) {
        var writes = read.state() == Hold.State.PLACING
                ? placed(next.tenant(), next.subject(), -1)
                : new ArrayList<>(List.of(HoldCounts.counting(dynamo, next.tenant(), counts(next.tenant()), 0, -1)));
        writes.add(replacing(next));
        writes.add(chained(next, entry));
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    /** One hold less that is being placed, of the tenant and of the person. */
    private List<TransactWriteItem> placed(Tenant tenant, SubjectId subject, int unreleased) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(HoldCounts.counting(dynamo, tenant, counts(tenant), -1, unreleased));
        var keyRow = Keys.subjectKey(tenant, subject);
        dynamo.get(keyRow)
                .filter(row -> row.has("placing"))
                .ifPresent(row -> writes.add(dynamo.updating(HoldCounts.less(new Dynamo.Change(keyRow), row))));
        return writes;
    }

    private Item counts(Tenant tenant) {
        return dynamo.get(Keys.placing(tenant))
                .orElseThrow(() -> new IllegalStateException("a tenant with a hold counts its holds"));
    }

    private TransactWriteItem replacing(Hold next) {
        return dynamo.replacing(Keys.hold(next.tenant(), next.id()), HoldItems.item(next), next.revision() - 1);
    }

    private TransactWriteItem chained(Hold hold, ChainedEntry entry) {
        return StandingItems.chained(dynamo, Keys.chained(hold.tenant(), entry.chain(), entry.position()), entry);
    }

    @Override
    public Copies copies(Hold hold, Optional<String> from, int max) {
        var pk = Keys.held(hold.tenant(), hold.id());
        var query = QueryRequest.builder()
                .indexName(Table.RECORDS.index().orElseThrow().indexName())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.s(pk)))
                .select("ALL_ATTRIBUTES")
                .consistentRead(true)
                .limit(max);
        from.ifPresent(place -> query.exclusiveStartKey(start(pk, place)));
        var page = dynamo.query(Table.RECORDS, query);
        return new Copies(
                page.items().stream().map(HoldItems::held).toList(),
                Optional.ofNullable(page.next().get("at")).map(AttributeValue::s));
    }

    private static Map<String, AttributeValue> start(String pk, String place) {
        var parts = place.split("#", -1);
        var start = new LinkedHashMap<String, AttributeValue>();
        start.put("pk", Item.s(pk));
        start.put("sk", Item.s("MESSAGE#" + parts[0] + "#" + parts[parts.length - 1]));
        start.put("at", Item.s(place));
        return start;
    }

    @Override
    public int sweep(Hold hold, int max) {
        var page = dynamo.query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Item.s(Keys.held(hold.tenant(), hold.id()))))
                                .consistentRead(true)
                                .limit(max))
                .items();
        page.forEach(item -> dynamo.delete(new Address(Kind.HELD, item.text("pk"), item.text("sk"))));
        return page.size();
    }

    @Override
    public void swept(Hold next) {
        // Another run may have said so already.
        dynamo.transact(List.of(replacing(next)));
    }
}
