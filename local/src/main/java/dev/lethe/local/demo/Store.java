package dev.lethe.local.demo;

import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the tables really hold: read row by row, past the suite. */
final class Store {
    private final LocalWorld world;
    private final Map<Table, String> tables;

    /** What the suite's own tables hold. */
    Store(LocalWorld world) {
        this(world, world.tables());
    }

    /** What other tables hold, such as copies. */
    Store(LocalWorld world, Map<Table, String> tables) {
        this.world = world;
        this.tables = tables;
    }

    /** Every row of a table. */
    List<Map<String, AttributeValue>> rows(Table table) {
        return world.dynamo().scanPaginator(r -> r.tableName(tables.get(table)).consistentRead(true)).items().stream()
                .toList();
    }

    /** Every row of a kind. */
    List<Map<String, AttributeValue>> rows(Table table, String kind) {
        return rows(table).stream()
                .filter(row -> text(row, "kind").equals(kind))
                .toList();
    }

    /** How many rows of which kind a table has. */
    String census(Table table) {
        var kinds = new TreeMap<String, Integer>();
        rows(table).forEach(row -> kinds.merge(text(row, "kind").toLowerCase(Locale.ROOT), 1, Integer::sum));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** What a row of a kind is made of: the longest of them, so that it is always the same one. */
    String anatomy(String kind) {
        return rows(Table.RECORDS, kind).stream()
                .max(Comparator.comparingInt(row -> sealed(row).length))
                .map(row -> String.join(", ", new TreeSet<>(row.keySet())) + "; sealed is " + sealed(row).length
                        + " bytes of noise")
                .orElse("none");
    }

    private static byte[] sealed(Map<String, AttributeValue> row) {
        var value = row.get("sealed");
        return value == null ? new byte[0] : value.b().asByteArray();
    }

    /** The storage id that a person's key row names, while it does. */
    Optional<String> storageId(String subject) {
        return rows(Table.KEYS, "SUBJECT_KEY").stream()
                .filter(row -> text(row, "pk").endsWith(subject))
                .map(row -> text(row, "sid"))
                .filter(sid -> !sid.isEmpty())
                .findFirst();
    }

    /** What is stored under a storage id. */
    List<Map<String, AttributeValue>> content(String sid) {
        return rows(Table.RECORDS).stream()
                .filter(row -> text(row, "pk").endsWith("#SID#" + sid))
                .toList();
    }

    /** How many of these texts stand in any table in the clear. */
    long inTheClear(List<String> texts) {
        var all = new StringBuilder();
        for (var table : Table.values()) {
            rows(table).forEach(row -> row.values().forEach(value -> spell(value, all)));
        }
        return texts.stream().filter(text -> all.indexOf(text) >= 0).count();
    }

    private static void spell(AttributeValue value, StringBuilder to) {
        switch (value.type()) {
            case B -> to.append(new String(value.b().asByteArray(), StandardCharsets.ISO_8859_1));
            case M ->
                value.m().forEach((name, field) -> {
                    to.append(name);
                    spell(field, to);
                });
            default -> to.append(value.s()).append(value.n());
        }
        to.append('\n');
    }

    static String text(Map<String, AttributeValue> row, String name) {
        var value = row.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    static List<String> texts(List<Person> people) {
        var texts = new ArrayList<String>();
        for (var person : people) {
            texts.add(person.userId());
            person.messages().forEach(message -> {
                texts.add(String.valueOf(message.get("text")));
                texts.add(String.valueOf(message.get("messageId")));
            });
        }
        // What is as short as a word may stand anywhere by chance.
        return texts.stream().filter(text -> text.length() >= 8).toList();
    }
}
