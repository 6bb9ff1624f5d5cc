package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.audit.EvidenceRows;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The table of evidence, as DynamoDB writes it in JSON. */
public final class DynamoEvidenceRows implements EvidenceRows {
    private final Dynamo dynamo;

    public DynamoEvidenceRows(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public void each(Consumer<SortedMap<String, Object>> row) {
        Map<String, AttributeValue> from = Map.of();
        do {
            var page =
                    dynamo.scan(Table.EVIDENCE, ScanRequest.builder().exclusiveStartKey(from.isEmpty() ? null : from));
            page.items().forEach(item -> row.accept(typed(item.attributes())));
            from = page.next();
        } while (!from.isEmpty());
    }

    private static SortedMap<String, Object> typed(Map<String, AttributeValue> attributes) {
        var typed = new TreeMap<String, Object>();
        attributes.forEach((name, value) -> typed.put(name, typed(value)));
        return typed;
    }

    private static Map<String, Object> typed(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case BOOL -> Map.of("BOOL", value.bool());
            case L ->
                Map.of("L", value.l().stream().map(DynamoEvidenceRows::typed).toList());
            case M -> Map.of("M", typed(value.m()));
            // Sets and nulls the suite does not write.
            case SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("evidence has no such attribute");
        };
    }
}
