package dev.lethe.store;

import dev.lethe.consent.SubjectFile;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.rights.Erasures.Sweep;
import dev.lethe.store.Keys.Address;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How tombstones that are not done, and the rows they move to, are written. */
final class SweepItems {

    static Address key(Sweep sweep) {
        return sweep.returned()
                ? Keys.sweepJob(sweep.tenant(), sweep.sid())
                : Keys.subjectKey(sweep.tenant(), sweep.subject());
    }

    static Sweep sweep(Item item) {
        var job = item.text("kind").equals(Keys.Kind.SWEEP_JOB.name());
        var pk = item.text("pk").split("#", -1);
        return new Sweep(
                new Tenant(pk[1]),
                new SubjectId(job ? item.text("subject") : pk[3]),
                new StorageId(item.text("sid")),
                new RequestId(item.text("request")),
                job,
                Math.toIntExact(item.number("fence")),
                item.instantIfAny("emptySince"),
                item.numberIfAny("deleted").orElse(0L),
                item.textIfAny("state").filter(KeyItems.LIVE::equals).isPresent());
    }

    /** Moves the sweep of a tombstone to a row of its own, since the person begins anew. */
    static TransactWriteItem moving(Dynamo dynamo, SubjectFile read, Item tombstone) {
        var sid = new StorageId(tombstone.text("sid"));
        var job = Keys.sweepJob(read.tenant(), sid);
        return dynamo.creating(
                job,
                Item.at(job)
                        .text("subject", read.subject().value())
                        .text("sid", sid.value())
                        .text("request", tombstone.text("request"))
                        .number("fence", tombstone.number("fence"))
                        .text("sweep", Shards.ofSweep(sid))
                        .text("sweepAt", tombstone.text("sweepAt"))
                        .number("deleted", tombstone.numberIfAny("deleted").orElse(0L))
                        .instant("emptySince", tombstone.instantIfAny("emptySince")));
    }

    private SweepItems() {}
}
