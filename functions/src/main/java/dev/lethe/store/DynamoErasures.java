package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.retention.Expiry;
import dev.lethe.rights.Erasures;
import dev.lethe.store.Keys.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What erased people left in {@code records}, found by the sparse index of {@code keys}. */
public final class DynamoErasures implements Erasures {
    private final Dynamo dynamo;

    public DynamoErasures(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public List<Sweep> due(Instant now, int max) {
        var found = new ArrayList<Sweep>();
        for (var shard = 0; shard < Keys.SWEEP_SHARDS && found.size() < max; shard++) {
            SweepIndex.due(dynamo, "sweep" + shard, now, max - found.size(), DynamoErasures::kind).stream()
                    // While a hold is being placed, what was asked for waits.
                    .filter(row -> !row.has("placing"))
                    .map(SweepItems::sweep)
                    .forEach(found::add);
        }
        return found;
    }

    static Kind kind(String sk) {
        return sk.startsWith("SWEEP#") ? Kind.SWEEP_JOB : Kind.SUBJECT_KEY;
    }

    @Override
    public int delete(Sweep sweep, int max) {
        var page = dynamo.query(
                        Table.RECORDS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.s(Keys.content(sweep.tenant(), sweep.sid()))))
                                .consistentRead(true)
                                .limit(max))
                .items();
        Set<Keys.Address> index = new LinkedHashSet<>();
        for (var item : page) {
            index.addAll(pointers(sweep, item));
        }
        // The index rows first: they are found through the items they point to.
        index.forEach(dynamo::delete);
        // Everything that stands there is the person's, also what this version of the suite knows no kind of.
        page.forEach(item -> dynamo.delete(Table.RECORDS, item));
        return page.size();
    }

    /** Where an item is found by its days; nowhere if it is not of the form that items have. */
    private static Set<Keys.Address> pointers(Sweep sweep, Item item) {
        try {
            var expiryDay = DynamoStragglers.dayOf(item);
            Set<Keys.Address> pointers = new LinkedHashSet<>();
            pointers.add(Keys.due(sweep.tenant(), expiryDay, Shards.of(sweep.sid()), sweep.sid()));
            if (item.text("kind").equals(Kind.MESSAGE.name())) {
                var day = Expiry.dayOf(item.instant("receivedAt"));
                pointers.add(Keys.active(sweep.tenant(), day, sweep.sid(), expiryDay));
            }
            return pointers;
        } catch (RuntimeException _) {
            return Set.of();
        }
    }

    @Override
    public void again(Sweep sweep, Instant at, Optional<Instant> emptySince) {
        var change = new Dynamo.Change(SweepItems.key(sweep))
                .set("sweepAt", Item.s(at.toString()))
                .set("deleted", Item.n(sweep.deleted()))
                .ifStill("sid", Item.s(sweep.sid().value()))
                .ifThere("sweep");
        emptySince.ifPresentOrElse(
                since -> change.set("emptySince", Item.s(since.toString())), () -> change.remove("emptySince"));
        dynamo.update(change);
    }

    @Override
    public void complete(Sweep sweep, Instant now) {
        var evidence = Keys.swept(sweep.tenant(), sweep.subject(), sweep.request());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(sweep.returned() ? jobDone(sweep) : tombstoneDone(sweep, now));
        writes.add(DynamoRequests.completing(dynamo, sweep.tenant(), sweep.request(), now));
        writes.add(dynamo.creating(
                evidence, Item.at(evidence).instant("completedAt", now).number("deleted", sweep.deleted())));
        // Where the person came back meanwhile, the work is found under its new row.
        if (dynamo.transact(writes) instanceof Dynamo.Transacted.Refused(var inTheWay)
                && inTheWay.getLast().isPresent()) {
            // It was complete before: a restored copy had brought something of it back.
            dynamo.transact(writes.subList(0, writes.size() - 1));
        }
    }

    private TransactWriteItem tombstoneDone(Sweep sweep, Instant now) {
        return dynamo.updating(TombstoneItems.raise(new Dynamo.Change(SweepItems.key(sweep)), now)
                .remove("sid", "request", "emptySince", "deleted")
                .ifStill("state", Item.s(KeyItems.ERASING))
                .ifStill("fence", Item.n(sweep.fence())));
    }

    private TransactWriteItem jobDone(Sweep sweep) {
        return dynamo.deleting(new Dynamo.Change(SweepItems.key(sweep)).ifStill("fence", Item.n(sweep.fence())));
    }
}
