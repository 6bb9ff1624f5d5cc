package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.breach.Kept;
import dev.lethe.breach.Scope;
import dev.lethe.breach.ScopeId;
import dev.lethe.breach.Scopes;
import dev.lethe.breach.Seen;
import dev.lethe.breach.Selection;
import dev.lethe.breach.Somebody;
import dev.lethe.consent.Circumstances;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Counts of who is affected in {@code records}, computed from the rows of all tables. */
public final class DynamoScopes implements Scopes {
    /** People whose rows are read in one call, two rows of each. */
    private static final int BATCH_MAX = 50;

    private static final String BY_KEY = "pk = :pk";

    private final Dynamo dynamo;

    public DynamoScopes(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public boolean write(Scope next) {
        return dynamo.transact(List.of(ScopeItems.writing(dynamo, next))) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Optional<Scope> find(Tenant tenant, IncidentId incident, ScopeId scope) {
        return dynamo.get(Keys.scope(tenant, incident, scope)).map(item -> ScopeItems.scope(tenant, item));
    }

    /** Those that are done have nothing in the index. */
    @Override
    public List<Scope> due(Tenant tenant, Instant now, int max) {
        var query = QueryRequest.builder()
                .indexName(Table.RECORDS.index().orElseThrow().indexName())
                .keyConditionExpression("pk = :pk AND #at <= :now")
                .expressionAttributeNames(Map.of("#at", "at"))
                .expressionAttributeValues(Map.of(":pk", Item.s(Keys.scopes(tenant)), ":now", Item.s(Sortable.of(now))))
                .select("ALL_ATTRIBUTES")
                .consistentRead(true)
                .limit(max);
        return dynamo.query(Table.RECORDS, query).items().stream()
                .map(item -> ScopeItems.scope(tenant, item))
                .toList();
    }

    @Override
    public Optional<String> keyOf(int epoch) {
        return dynamo.get(Keys.epoch(epoch)).flatMap(item -> item.textIfAny("arn"));
    }

    @Override
    public List<SubjectId> unknown(Tenant tenant, List<SubjectId> subjects) {
        var unknown = new ArrayList<SubjectId>();
        for (var batch : batches(subjects)) {
            var found = dynamo.get(batch.stream()
                    .flatMap(subject ->
                            List.of(Keys.subjectKey(tenant, subject), Keys.standing(tenant, subject)).stream())
                    .toList());
            batch.stream()
                    .filter(subject -> !found.containsKey(Keys.subjectKey(tenant, subject))
                            && !found.containsKey(Keys.standing(tenant, subject)))
                    .forEach(unknown::add);
        }
        return unknown;
    }

    @Override
    public Map<StorageId, Seen> seen(Tenant tenant, LocalDate day, boolean whole, Instant asOf) {
        var today = Expiry.dayOf(asOf);
        var seen = new HashMap<StorageId, Seen>();
        for (var shard = 0; shard < Keys.SHARDS; shard++) {
            each(Table.RECORDS, Keys.active(tenant, day, shard), List.of("sk", "channel"), row -> {
                var key = row.sortKey();
                var expired = !LocalDate.parse(key.getLast()).isAfter(today);
                seen.merge(
                        new StorageId(key.getFirst()),
                        new Seen(whole, expired, row.textIfAny("channel").map(Channel::new)),
                        Seen::and);
            });
        }
        return seen;
    }

    @Override
    public People people(Scope scope, Set<StorageId> sids, int max) {
        var tenant = scope.tenant();
        if (scope.selection().subjects().isPresent()) {
            return named(scope, max);
        }
        var page = PeopleScan.page(
                dynamo,
                tenant,
                new PeopleScan.Part(scope.part(), Scope.PARTS, scope.after()),
                Optional.of(max),
                "(#state = :live OR erasedAt >= :from)",
                Map.of(
                        ":live", Item.s(KeyItems.LIVE),
                        ":from", Item.s(scope.selection().from().toString())));
        var rows = new HashMap<SubjectId, Optional<Item>>();
        page.items().stream()
                .filter(row -> row.has("erasedAt")
                        || row.textIfAny("sid")
                                .filter(sid -> sids.contains(new StorageId(sid)))
                                .isPresent())
                .forEach(row -> rows.put(PeopleScan.subject(tenant, row), Optional.of(row)));
        return new People(people(tenant, List.copyOf(rows.keySet()), rows), Cursors.of(page.next()));
    }

    private People named(Scope scope, int max) {
        var named = scope.selection().subjects().orElse(Set.of()).stream()
                .filter(subject -> scope.after()
                        .filter(after -> subject.value().compareTo(after) <= 0)
                        .isEmpty())
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        var page = named.subList(0, Math.min(max, named.size()));
        var rows = new HashMap<SubjectId, Optional<Item>>();
        for (var batch : batches(page)) {
            var found = dynamo.get(batch.stream()
                    .map(subject -> Keys.subjectKey(scope.tenant(), subject))
                    .toList());
            batch.forEach(subject ->
                    rows.put(subject, Optional.ofNullable(found.get(Keys.subjectKey(scope.tenant(), subject)))));
        }
        return new People(
                people(scope.tenant(), page, rows),
                page.size() < named.size() ? Optional.of(page.getLast().value()) : Optional.empty());
    }

    private List<Somebody> people(Tenant tenant, List<SubjectId> subjects, Map<SubjectId, Optional<Item>> keys) {
        var people = new ArrayList<Somebody>();
        for (var batch : batches(subjects)) {
            var standing = dynamo.get(batch.stream()
                    .map(subject -> Keys.standing(tenant, subject))
                    .toList());
            for (var subject : batch) {
                var known = StandingItems.standing(Optional.ofNullable(standing.get(Keys.standing(tenant, subject))))
                        .circumstances();
                people.add(somebody(subject, keys.getOrDefault(subject, Optional.empty()), known));
            }
        }
        return people;
    }

    private static Somebody somebody(SubjectId subject, Optional<Item> row, Circumstances known) {
        var state = KeyItems.state(row);
        var key = state instanceof KeyState.Live live ? Optional.of(live.key()) : Optional.<KeyState.SubjectKey>empty();
        return new Somebody(
                subject,
                key.map(KeyState.SubjectKey::sid),
                key.map(of -> of.wrapped().wrappedBy()),
                state.erasedAtIfEver(),
                known.residence(),
                known.isMinor());
    }

    @Override
    public Kept kept(Tenant tenant, StorageId sid, Selection selection, Instant asOf) {
        var counting = new Counting(selection, asOf);
        each(
                Table.RECORDS,
                Keys.content(tenant, sid),
                List.of("sk", "kind", "receivedAt", "sentAt", "expiresAt"),
                counting::add);
        return counting.kept();
    }

    /** Counts one person's rows. */
    private static final class Counting {
        private final Selection selection;
        private final Instant asOf;
        private int messages;
        private int ofDays;
        private Optional<Instant> lastSentAt = Optional.empty();
        private boolean profile;

        Counting(Selection selection, Instant asOf) {
            this.selection = selection;
            this.asOf = asOf;
        }

        /** What is not of the form that items have is the purge's trouble, and tells nothing here. */
        void add(Item row) {
            if (row.instantIfAny("expiresAt").filter(at -> at.isAfter(asOf)).isEmpty()) {
                return;
            }
            profile |= row.text("kind").equals(Kind.PROFILE.name());
            if (row.text("kind").equals(Kind.MESSAGE.name())) {
                row.instantIfAny("receivedAt").ifPresent(at -> received(at, row.sortKey()));
                lastSentAt = Stream.of(lastSentAt, row.instantIfAny("sentAt"))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
            }
        }

        private void received(Instant at, List<String> key) {
            ofDays += selection.touches(Expiry.dayOf(at)) ? 1 : 0;
            messages += selection.covers(at)
                            && selection
                                    .conversation()
                                    .filter(other -> !other.value().equals(key.get(1)))
                                    .isEmpty()
                    ? 1
                    : 0;
        }

        Kept kept() {
            return new Kept(messages, ofDays, lastSentAt, profile);
        }
    }

    @Override
    public Set<StorageId> expired(Tenant tenant, LocalDate day) {
        var sids = new HashSet<StorageId>();
        each(
                Table.EVIDENCE,
                Keys.expiredOn(tenant, day),
                List.of("sk"),
                row -> sids.add(new StorageId(row.sortKey().getFirst())));
        return sids;
    }

    /** Reads a partition to its end, of each row what is named and no more. */
    private void each(Table table, String pk, List<String> attributes, Consumer<Item> row) {
        var names = new HashMap<String, String>();
        attributes.forEach(attribute -> names.put("#" + attribute, attribute));
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    table,
                    QueryRequest.builder()
                            .keyConditionExpression(BY_KEY)
                            .projectionExpression(String.join(", ", names.keySet()))
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(Map.of(":pk", Item.s(pk)))
                            .exclusiveStartKey(from.isEmpty() ? null : from)
                            .consistentRead(true));
            page.items().forEach(row);
            from = page.next();
        } while (!from.isEmpty());
    }

    private static List<List<SubjectId>> batches(List<SubjectId> subjects) {
        var batches = new ArrayList<List<SubjectId>>();
        for (var from = 0; from < subjects.size(); from += BATCH_MAX) {
            batches.add(subjects.subList(from, Math.min(from + BATCH_MAX, subjects.size())));
        }
        return batches;
    }
}
