package dev.lethe.local.evidence;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receipt says of its decision, for comparison with the row of evidence that it was made from. */
final class HandedOut {

    static String of(Map<?, ?> receipt) {
        var record = under(receipt, "dpv:hasRecordOfActivity");
        var status = last(record.get("dpv:hasConsentStatus"));
        return String.join(
                "\n",
                text(receipt, "dct:identifier"),
                text(under(record, "dpv:hasDataSubject"), "dct:identifier"),
                text(under(under(record, "dpv:hasProcess"), "dpv:hasPurpose"), "dct:identifier"),
                decision(status.get("@type")),
                text(status, "dpv:isIndicatedAtTime"));
    }

    private static String decision(@Nullable Object types) {
        var type = types instanceof List<?> list && !list.isEmpty() ? String.valueOf(list.getFirst()) : "";
        return switch (type) {
            case "dpv:ConsentGiven" -> "GRANTED";
            case "dpv:ConsentRefused" -> "REFUSED";
            case "dpv:ConsentWithdrawn" -> "WITHDRAWN";
            default -> "";
        };
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
