package dev.lethe.local.evidence;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.audit.Leaf;
import dev.lethe.http.Json;
import dev.lethe.kernel.ClientId;
import dev.lethe.store.Keys.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A row of evidence as an export has it: attributes by name, each a map of its DynamoDB type to its value. */
record EvidenceRow(String pk, String sk, SortedMap<String, Object> attributes) {
    private static final int PARTS = 4;

    /** A line of an export; empty when it is no row. */
    static Optional<EvidenceRow> read(byte[] line) {
        return Json.read(line)
                .filter(Map.class::isInstance)
                .map(tree -> of(sorted((Map<?, ?>) tree)))
                .filter(row -> !row.pk.isEmpty() && !row.sk.isEmpty());
    }

    static EvidenceRow of(SortedMap<String, Object> attributes) {
        return new EvidenceRow(text(attributes, "pk"), text(attributes, "sk"), attributes);
    }

    /** The hash that anchors it, whatever the order in which the line has its names. */
    Leaf leaf() {
        return Leaf.of(attributes);
    }

    private static SortedMap<String, Object> sorted(Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), sorted(value)));
        return sorted;
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> sorted(map);
            case List<?> list -> list.stream().map(EvidenceRow::sorted).toList();
            default -> value;
        };
    }

    boolean is(Kind kind) {
        return text("kind").equals(kind.name());
    }

    /** A text; empty when there is none. */
    String text(String name) {
        return text(attributes, name);
    }

    private static String text(Map<?, ?> attributes, String name) {
        return attributes.get(name) instanceof Map<?, ?> typed && typed.get("S") instanceof String text ? text : "";
    }

    private String part(int at) {
        var parts = pk.split("#", PARTS);
        return at < parts.length ? parts[at] : "";
    }

    String tenant() {
        return part(1);
    }

    /** The pseudonym whose row it is, or the chain. */
    String about() {
        return part(3);
    }

    /** The id of a receipt, or the number of an entry. */
    String receipt() {
        return sk.substring(sk.indexOf('#') + 1);
    }

    /** Where it stands, as it is told. */
    String where() {
        return pk + " " + sk;
    }

    /** When it was put, as it says itself. */
    Optional<Instant> at() {
        return Stream.of("at", "decidedAt", "goneAt", "destroyedAt", "completedAt")
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .flatMap(EvidenceRow::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The entry of a chain that it is; empty when it does not read as one. */
    Optional<ChainedEntry> entry() {
        try {
            return instant(text("at"))
                    .map(at -> new ChainedEntry(
                            about(),
                            Long.parseLong(sk),
                            text("previous"),
                            Entry.of(text("action"), new ClientId(text("actor")), at, details()),
                            text("hash")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Map<String, String> details() {
        var details = new TreeMap<String, String>();
        if (attributes.get("details") instanceof Map<?, ?> typed && typed.get("M") instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> details.put(
                    String.valueOf(name),
                    value instanceof Map<?, ?> nested && nested.get("M") instanceof Map<?, ?> inner
                            ? text(inner, "is")
                            : ""));
        }
        return details;
    }
}
