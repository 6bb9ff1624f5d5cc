package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.consent.ConsentLedger;
import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.store.Keys.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Receipts in {@code evidence}, written together with what stands because of them. */
public final class DynamoConsentLedger implements ConsentLedger {
    private final Dynamo dynamo;

    public DynamoConsentLedger(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public boolean append(SubjectFile read, Change change) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(StandingItems.replacing(dynamo, read, change.next()));
        writes.add(StandingItems.chained(dynamo, read, change.entry()));
        for (var kept : change.receipts()) {
            var key = Keys.receipt(
                    read.tenant(), read.subject(), kept.receipt().id().value());
            var stand = change.next().about(kept.receipt().purpose());
            writes.add(dynamo.creating(key, StandingItems.proving(item(key, kept), stand)));
            var of = Keys.receiptIndex(read.tenant(), kept.receipt().id().value());
            writes.add(dynamo.creating(
                    of,
                    Item.at(of)
                            .text("subject", read.subject().value())
                            .instant("decidedAt", kept.receipt().decidedAt())));
        }
        if (change.returns()) {
            writes.addAll(returning(read));
        }
        if (read.key() instanceof KeyState.Live && read.standing().keptOtherwise(change.next())) {
            var decidedAt = change.entry().entry().at();
            writes.add(JobItems.begin(dynamo, read.tenant(), read.subject(), decidedAt));
        }
        change.events(read).forEach(event -> writes.add(OutboxItems.writing(dynamo, event)));
        AnswerItems.add(dynamo, change.answer(), writes);
        return dynamo.transact(writes) instanceof Dynamo.Transacted.Done;
    }

    /** Opens a tombstone for a new life; what is still being swept of the old one moves to a row of its own. */
    private List<TransactWriteItem> returning(SubjectFile read) {
        var row = Keys.subjectKey(read.tenant(), read.subject());
        var writes = new ArrayList<TransactWriteItem>();
        var tombstone = dynamo.get(row);
        var sweeping = tombstone.filter(item -> item.text("state").equals(KeyItems.ERASING));
        sweeping.ifPresent(item -> writes.add(SweepItems.moving(dynamo, read, item)));
        var opening = new Dynamo.Change(row)
                .set("state", Item.s(KeyItems.RETURNED))
                .remove("sid", "request", "sweep", "sweepAt", "emptySince", "deleted", TombstoneItems.STAYS)
                .ifStill("state", Item.s(sweeping.isPresent() ? KeyItems.ERASING : KeyItems.ERASED))
                .ifStill("fence", Item.n(read.key().fence()));
        writes.add(dynamo.updating(opening));
        return writes;
    }

    @Override
    public List<Kept> history(Tenant tenant, SubjectId subject, int max) {
        var first = Keys.receipt(tenant, subject, "");
        return dynamo
                .query(
                        Table.EVIDENCE,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND begins_with(sk, :receipts)")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.s(first.pk()), ":receipts", Item.s(first.sk())))
                                .scanIndexForward(false)
                                .consistentRead(true)
                                .limit(max))
                .items()
                .stream()
                .map(DynamoConsentLedger::kept)
                .toList();
    }

    private static Item item(Address key, Kept kept) {
        var receipt = kept.receipt();
        var item = Item.at(key)
                .text("purpose", receipt.purpose().value())
                .text("decision", receipt.decision().name())
                .text("how", receipt.how().name())
                .text("client", receipt.client().value())
                .instant("decidedAt", receipt.decidedAt());
        kept.said().ifPresent(said -> item.bytes("said", said.bytes()));
        ProofItems.add(item, receipt.proof());
        receipt.notice()
                .ifPresent(shown -> item.text("notice", shown.id().value()).number("noticeVersion", shown.version()));
        return item;
    }

    private static Kept kept(Item item) {
        return new Kept(receipt(item), item.bytesIfAny("said").map(Sealed::new));
    }

    static ConsentReceipt receipt(Item item) {
        return new ConsentReceipt(
                new ReceiptId(item.lastOfSortKey()),
                new Purpose(item.text("purpose")),
                Decision.valueOf(item.text("decision")),
                item.textIfAny("notice")
                        .map(id -> new Shown(new NoticeId(id), Math.toIntExact(item.number("noticeVersion")))),
                How.valueOf(item.text("how")),
                new ClientId(item.text("client")),
                item.instant("decidedAt"),
                ProofItems.proof(item));
    }
}
