package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Expiry;
import dev.lethe.retention.ExpirySurvey;
import dev.lethe.store.Keys.Address;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What is kept of people in {@code records}, read by scanning the table. */
public final class DynamoExpirySurvey implements ExpirySurvey {
    /** How many items one {@code BatchGetItem} reads. */
    static final int BATCH_MAX = 100;

    /** How many erasures of one shard are looked through. */
    static final int SWEEPS_MAX = 1_000;

    /** After whatever an erasure waits for. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Dynamo dynamo;

    public DynamoExpirySurvey(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Page page(Optional<String> from, int max) {
        var scan = ScanRequest.builder()
                .projectionExpression("pk, sk, #ttl")
                .filterExpression("contains(pk, :content)")
                .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                .expressionAttributeValues(Map.of(":content", Item.s(Keys.CONTENT)))
                .limit(max);
        from.ifPresent(cursor -> scan.exclusiveStartKey(Cursors.start(cursor)));
        var page = dynamo.scan(Table.RECORDS, scan);
        var kept = new ArrayList<Kept>();
        var unreadable = 0;
        for (var item : page.items()) {
            var one = kept(item);
            one.ifPresent(kept::add);
            unreadable += one.isPresent() ? 0 : 1;
        }
        return new Page(kept, unreadable, Cursors.of(page.next()));
    }

    private static Optional<Kept> kept(Item item) {
        var parts = item.text("pk").split("#", -1);
        try {
            return item.numberIfAny(Table.TTL)
                    .map(ttl -> new Kept(
                            new Tenant(parts[1]),
                            new StorageId(parts[3]),
                            item.text("sk"),
                            Instant.ofEpochSecond(ttl)));
        } catch (RuntimeException _) {
            // Not of the form that such rows have.
            return Optional.empty();
        }
    }

    @Override
    public Set<Kept> unindexed(List<Kept> kept) {
        var suspects = without(kept, DynamoExpirySurvey::due);
        // An erasure deletes index rows before what they lead to, and is to be swept until both are gone.
        var swept = new HashMap<StorageId, Boolean>();
        var settled = suspects.stream()
                .filter(one -> !swept.computeIfAbsent(one.sid(), this::isSwept))
                .toList();
        var there = found(settled.stream().map(DynamoExpirySurvey::address).toList());
        return settled.stream()
                .filter(one -> Optional.ofNullable(there.get(address(one)))
                        .flatMap(item -> item.numberIfAny(Table.TTL))
                        .filter(ttl -> ttl == one.goesAt().getEpochSecond())
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Kept> without(List<Kept> kept, Function<Kept, Address> row) {
        var there = found(kept.stream().map(row).distinct().toList());
        return kept.stream().filter(one -> !there.containsKey(row.apply(one))).toList();
    }

    /** Whether an erasure of what is stored there goes on; where that many do that nobody can say so, the next pass looks again. */
    private boolean isSwept(StorageId sid) {
        var sweeps = SweepIndex.due(dynamo, Shards.ofSweep(sid), LATEST, SWEEPS_MAX, DynamoErasures::kind);
        return sweeps.size() == SWEEPS_MAX
                || sweeps.stream().anyMatch(row -> row.text("sid").equals(sid.value()));
    }

    private Map<Address, Item> found(List<Address> keys) {
        var found = new HashMap<Address, Item>();
        for (var from = 0; from < keys.size(); from += BATCH_MAX) {
            found.putAll(dynamo.get(keys.subList(from, Math.min(keys.size(), from + BATCH_MAX))));
        }
        return found;
    }

    /** One transaction with what it leads to, so that no row is written that leads to nothing. */
    @Override
    public void index(Kept kept, Instant now) {
        var due = due(kept);
        var ttl = Item.n(kept.goesAt().getEpochSecond());
        dynamo.transact(List.of(
                dynamo.updating(
                        new Dynamo.Change(address(kept)).set(Table.TTL, ttl).ifStill(Table.TTL, ttl)),
                dynamo.putting(due, IndexItems.due(due, later(day(kept), Expiry.dayOf(now))))));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate day(Kept kept) {
        return Expiry.dayOf(kept.goesAt());
    }

    private static Address due(Kept kept) {
        return Keys.due(kept.tenant(), day(kept), Shards.of(kept.sid()), kept.sid());
    }

    /** Whatever kind it is of: all of them stand in one table. */
    private static Address address(Kept kept) {
        return new Address(Kind.MESSAGE, Keys.content(kept.tenant(), kept.sid()), kept.item());
    }
}
