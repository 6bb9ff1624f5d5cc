package dev.lethe.local.evidence;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.receipt.IndicationRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a receipt says of its decision, and what the row of evidence says that it was made from: the same text for both. */
final class HandedOut {

    static String of(EvidenceRow row) {
        var decidedAt = row.text("decidedAt");
        var saidAt = row.text("saidAt");
        return String.join(
                "\n",
                row.receipt(),
                row.about(),
                row.text("purpose"),
                row.text("decision"),
                decidedAt,
                saidAt.isEmpty() ? decidedAt : saidAt);
    }

    static String of(Map<?, ?> receipt) {
        var record = under(receipt, "dpv:hasRecordOfActivity");
        var status = last(record.get("dpv:hasConsentStatus"));
        return String.join(
                "\n",
                text(receipt, "dct:identifier"),
                text(under(record, "dpv:hasDataSubject"), "dct:identifier"),
                text(under(under(record, "dpv:hasProcess"), "dpv:hasPurpose"), "dct:identifier"),
                decision(status.get("@type")),
                text(receipt, "dct:created"),
                text(status, "dpv:isIndicatedAtTime"));
    }

    private static String decision(@Nullable Object types) {
        var type = types instanceof List<?> list && !list.isEmpty() ? String.valueOf(list.getFirst()) : "";
        return Stream.of(Decision.values())
                .filter(decision -> IndicationRules.term(decision).equals(type))
                .map(Decision::name)
                .findFirst()
                .orElse("");
    }

    private static Map<?, ?> last(@Nullable Object statuses) {
        return statuses instanceof List<?> list && !list.isEmpty() && list.getLast() instanceof Map<?, ?> status
                ? status
                : Map.of();
    }

    private static Map<?, ?> under(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof String text ? text : "";
    }

    private HandedOut() {}
}
