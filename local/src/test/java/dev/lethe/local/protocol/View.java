package dev.lethe.local.protocol;

import dev.lethe.local.protocol.World.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a world says about the one person and the tenant's days.
 *
 * @param key the row of the person's key
 * @param days the rows of days' keys
 * @param messages whatever stands under any storage id
 * @param unreadable messages of the life that is lived which the keys in the rows do not open, though no day's end explains it
 * @param unfindable messages of that life without the index row by which purges find them
 * @param indexed storage ids with index rows
 * @param completed erasures of which nothing is left, as they say
 */
record View(
        Optional<KeyRow> key,
        Map<String, KeyRow> days,
        List<Message> messages,
        Set<String> unreadable,
        Set<String> unfindable,
        Set<String> indexed,
        Set<String> completed) {

    /**
     * A row of {@code keys}; what it has not is empty.
     *
     * @param inside the key itself
     */
    record KeyRow(String state, int fence, String sid, String inside, String wrapped, String request) {
        static KeyRow of(Row row) {
            var by = row.text("wrappedBy").orElse("");
            var bytes = Optional.ofNullable(row.attributes().get("wrapped"))
                    .map(value -> value.b().asByteArray());
            return new KeyRow(
                    row.text("state").orElse(""),
                    Optional.ofNullable(row.attributes().get("fence"))
                            .map(fence -> Integer.parseInt(fence.n()))
                            .orElse(0),
                    row.text("sid").orElse(""),
                    bytes.map(wrapped -> ModelKms.inside(wrapped, by)).orElse(""),
                    bytes.map(wrapped -> by + " " + HexFormat.of().formatHex(wrapped))
                            .orElse(""),
                    row.text("request").orElse(""));
        }

        boolean live() {
            return state.equals("LIVE");
        }
    }

    /** A message as it stands in {@code records}. */
    record Message(String sid, String conversation, String message, String day) {
        String place() {
            return sid + "/" + message;
        }
    }

    /** The storage id of the life that is lived; empty when none is. */
    String lived() {
        return key.filter(KeyRow::live).map(KeyRow::sid).orElse("");
    }

    int fence() {
        return key.map(KeyRow::fence).orElse(0);
    }
}
