package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.receipt.Receipts;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Receipts in {@code evidence}, found by the row that is written beside each. */
public final class DynamoReceipts implements Receipts {
    private final Dynamo dynamo;

    public DynamoReceipts(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Optional<Found> find(Tenant tenant, ReceiptId receipt) {
        return dynamo.get(Keys.receiptIndex(tenant, receipt.value()))
                .map(row -> new SubjectId(row.text("subject")))
                .flatMap(subject -> dynamo.get(Keys.receipt(tenant, subject, receipt.value()))
                        .map(DynamoConsentLedger::receipt)
                        .map(found -> new Found(subject, found, takenBack(tenant, subject, found))));
    }

    private Optional<ConsentReceipt> takenBack(Tenant tenant, SubjectId subject, ConsentReceipt receipt) {
        if (receipt.decision() != Decision.WITHDRAWN) {
            return Optional.empty();
        }
        var first = Keys.receipt(tenant, subject, "");
        var before = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.s(first.pk()),
                        ":first", Item.s(first.sk()),
                        ":last",
                                Item.s(Keys.receipt(
                                                tenant, subject, receipt.id().value())
                                        .sk())))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(BEFORE_MAX);
        return dynamo.query(Table.EVIDENCE, before).items().stream()
                .map(DynamoConsentLedger::receipt)
                .filter(earlier -> earlier.purpose().equals(receipt.purpose()))
                .filter(earlier -> earlier.decision() == Decision.GRANTED)
                .findFirst();
    }
}
