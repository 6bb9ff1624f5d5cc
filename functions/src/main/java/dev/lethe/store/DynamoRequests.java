package dev.lethe.store;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Ground;
import dev.lethe.regime.ResponseDue;
import dev.lethe.repeat.Remembered;
import dev.lethe.rights.Requests;
import dev.lethe.rights.SubjectRequest;
import dev.lethe.store.Keys.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Requests in {@code records}, and the transaction that shreds a key in {@code keys}. */
public final class DynamoRequests implements Requests {
    private final Dynamo dynamo;

    public DynamoRequests(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Optional<SubjectRequest> find(Tenant tenant, RequestId request) {
        return dynamo.get(Keys.request(tenant, request)).map(item -> request(request, item));
    }

    @Override
    public boolean shred(
            SubjectFile read, SubjectRequest request, Standing next, ChainedEntry entry, Optional<Remembered> answer) {
        var row = Keys.request(read.tenant(), request.request());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(StandingItems.replacing(dynamo, read, next));
        writes.add(StandingItems.chained(dynamo, read, entry));
        writes.add(
                read.key() instanceof KeyState.Erased erased && erased.waiting()
                        ? carriedOut(row, request)
                        : dynamo.creating(row, item(row, request, read.key().fenceOnceErased())));
        tombstone(read, request).ifPresent(raised -> {
            writes.add(raised);
            writes.add(OutboxItems.writing(dynamo, request.event(read, next)));
        });
        AnswerItems.add(dynamo, answer, writes);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean defer(
            SubjectFile read, SubjectRequest request, Standing next, ChainedEntry entry, Optional<Remembered> answer) {
        if (!(read.key() instanceof KeyState.Live live)) {
            throw new IllegalStateException("only where a key lives is there anything to wait for");
        }
        var row = Keys.request(read.tenant(), request.request());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(StandingItems.replacing(dynamo, read, next));
        writes.add(StandingItems.chained(dynamo, read, entry));
        writes.add(dynamo.creating(row, item(row, request, read.key().fenceOnceErased())));
        writes.add(dynamo.updating(new Dynamo.Change(Keys.subjectKey(read.tenant(), read.subject()))
                .set("request", Item.s(request.request().value()))
                .set("erasedAt", Item.s(request.receivedAt().toString()))
                .set("sweep", Item.s(Shards.ofSweep(live.key().sid())))
                .set("sweepAt", Item.s(request.receivedAt().toString()))
                .ifStill("state", Item.s(KeyItems.LIVE))
                .ifStill("fence", Item.n(live.fence()))
                .ifStill("sid", Item.s(live.key().sid().value()))
                .ifAbsent("request")
                .ifThere("placing")));
        AnswerItems.add(dynamo, answer, writes);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    private TransactWriteItem carriedOut(Address row, SubjectRequest request) {
        var change = new Dynamo.Change(row)
                .set("status", Item.s(request.status().name()))
                .remove("reason")
                .ifStill("status", Item.s(SubjectRequest.Status.DEFERRED.name()));
        request.shreddedAt().ifPresent(at -> change.set("shreddedAt", Item.s(at.toString())));
        return dynamo.updating(change);
    }

    private Optional<TransactWriteItem> tombstone(SubjectFile read, SubjectRequest request) {
        var row = Keys.subjectKey(read.tenant(), read.subject());
        return switch (read.key()) {
            case KeyState.Live live ->
                Optional.of(dynamo.updating(shredding(row, live.fence(), request)
                        .set("sweep", Item.s(Shards.ofSweep(live.key().sid())))
                        .ifStill("sid", Item.s(live.key().sid().value()))
                        .ifAbsent("request")));
            // It stands in the index already, under the request that waited.
            case KeyState.Erased erased
            when erased.waiting() ->
                Optional.of(dynamo.updating(shredding(row, erased.fence(), request)
                        .ifStill("request", Item.s(request.request().value()))));
            case KeyState.Returned returned ->
                Optional.of(dynamo.updating(TombstoneItems.raise(new Dynamo.Change(row), request.receivedAt())
                        .set("fence", Item.n(returned.fence() + 1))
                        .set("erasedAt", Item.s(request.receivedAt().toString()))
                        .ifStill("state", Item.s(KeyItems.RETURNED))
                        .ifStill("fence", Item.n(returned.fence()))));
            case KeyState.Absent() ->
                Optional.of(dynamo.creating(
                        row, TombstoneItems.raise(Item.at(row).number("fence", 1), request.receivedAt())));
            case KeyState.Erased _ -> Optional.empty();
        };
    }

    /** Only while no hold is being placed: nothing in its scope may vanish until it is. */
    private static Dynamo.Change shredding(Address row, int fence, SubjectRequest request) {
        return new Dynamo.Change(row)
                .set("state", Item.s(KeyItems.ERASING))
                .set("fence", Item.n(fence + 1))
                .set("erasedAt", Item.s(request.receivedAt().toString()))
                .set("request", Item.s(request.request().value()))
                .set("sweepAt", Item.s(request.receivedAt().toString()))
                .remove("wrapped", "wrappedBy", "kver", "createdAt")
                .ifStill("state", Item.s(KeyItems.LIVE))
                .ifStill("fence", Item.n(fence))
                .ifAbsent("placing");
    }

    static Item item(Address row, SubjectRequest request, int fence) {
        var item = Item.at(row)
                .number("fence", fence)
                .text("subject", request.subject().value())
                .text("type", request.type().name())
                .text("status", request.status().name())
                .instant("receivedAt", request.receivedAt())
                .instant("dueAt", request.due().at())
                .text("rule", request.due().rule())
                .instant("shreddedAt", request.shreddedAt())
                .instant("completedAt", request.completedAt());
        request.due().reading().ifPresent(reading -> item.text("reading", reading.name()));
        request.due().because().ifPresent(ground -> item.text("because", ground.name()));
        request.reason().ifPresent(reason -> item.text("reason", reason.name()));
        return item;
    }

    private static SubjectRequest request(RequestId id, Item item) {
        return new SubjectRequest(
                id,
                new SubjectId(item.text("subject")),
                SubjectRequest.Type.valueOf(item.text("type")),
                SubjectRequest.Status.valueOf(item.text("status")),
                item.instant("receivedAt"),
                new ResponseDue(
                        item.instant("dueAt"),
                        item.text("rule"),
                        item.textIfAny("reading").map(By::valueOf),
                        item.textIfAny("because").map(Ground::valueOf)),
                item.instantIfAny("shreddedAt"),
                item.instantIfAny("completedAt"),
                item.textIfAny("reason").map(SubjectRequest.Reason::valueOf));
    }

    /** Marks a request completed, as part of the transaction that ends its sweep. */
    static TransactWriteItem completing(Dynamo dynamo, Tenant tenant, RequestId request, Instant now) {
        return dynamo.updating(new Dynamo.Change(Keys.request(tenant, request))
                .set("status", Item.s(SubjectRequest.Status.COMPLETED.name()))
                .set("completedAt", Item.s(now.toString())));
    }
}
