package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.store.Keys.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item, written and read attribute by attribute. Every item says its kind and the version of its schema. */
final class Item {
    private static final String SCHEMA = "1";

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    static Item at(Address key) {
        return new Item(new LinkedHashMap<>(key(key)))
                .text("kind", key.kind().name())
                .number("schema", Long.parseLong(SCHEMA));
    }

    static Item of(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    /** Wraps a nested map. */
    static Item of(AttributeValue map) {
        return new Item(map.m());
    }

    static Item nested() {
        return new Item(new LinkedHashMap<>());
    }

    static Map<String, AttributeValue> key(Address key) {
        var pair = new LinkedHashMap<String, AttributeValue>();
        pair.put("pk", s(key.pk()));
        pair.put("sk", s(key.sk()));
        return pair;
    }

    /** Where it stands, as it was read. */
    Map<String, AttributeValue> key() {
        return Map.of("pk", attributes.get("pk"), "sk", attributes.get("sk"));
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue b(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    Item text(String name, String value) {
        attributes.put(name, s(value));
        return this;
    }

    Item number(String name, long value) {
        attributes.put(name, n(value));
        return this;
    }

    Item bytes(String name, byte[] value) {
        attributes.put(name, b(value));
        return this;
    }

    Item instant(String name, Instant value) {
        return text(name, value.toString());
    }

    Item instant(String name, Optional<Instant> value) {
        value.ifPresent(instant -> instant(name, instant));
        return this;
    }

    Item nested(String name, Map<String, Item> items) {
        attributes.put(name, m(items));
        return this;
    }

    static AttributeValue m(Map<String, Item> items) {
        var map = new LinkedHashMap<String, AttributeValue>();
        items.forEach((key, item) -> map.put(key, AttributeValue.fromM(item.attributes)));
        return AttributeValue.fromM(map);
    }

    /** Words without blanks, as one text; nothing where there are none. */
    Item words(String name, Collection<String> words) {
        return words.isEmpty() ? this : text(name, String.join(" ", new TreeSet<>(words)));
    }

    Set<String> words(String name) {
        return textIfAny(name).map(text -> Set.of(text.split(" ", -1))).orElse(Set.of());
    }

    /** When DynamoDB may remove it. */
    Item goes(Instant at) {
        return number(Table.TTL, at.getEpochSecond());
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    String text(String name) {
        return find(name, AttributeValue::s);
    }

    Optional<String> textIfAny(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    long number(String name) {
        return Long.parseLong(find(name, AttributeValue::n));
    }

    Optional<Long> numberIfAny(String name) {
        return Optional.ofNullable(attributes.get(name)).map(value -> Long.parseLong(value.n()));
    }

    /** Another item with the same attributes, for changing. */
    Item copy() {
        return new Item(new LinkedHashMap<>(attributes));
    }

    byte[] bytes(String name) {
        return find(name, AttributeValue::b).asByteArray();
    }

    Optional<byte[]> bytesIfAny(String name) {
        return Optional.ofNullable(attributes.get(name)).map(value -> value.b().asByteArray());
    }

    /** Whether it has an attribute of that name. */
    boolean has(String name) {
        return attributes.containsKey(name);
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Optional<Instant> instantIfAny(String name) {
        return textIfAny(name).map(Instant::parse);
    }

    LocalDate date(String name) {
        return LocalDate.parse(text(name));
    }

    /** A nested map of items; empty when there is none. */
    Map<String, Item> items(String name) {
        var items = new LinkedHashMap<String, Item>();
        var map = attributes.get(name);
        if (map != null) {
            map.m().forEach((key, value) -> items.put(key, of(value)));
        }
        return items;
    }

    /** The last part of the sort key, behind the last {@code #}. */
    String lastOfSortKey() {
        var sk = text("sk");
        return sk.substring(sk.lastIndexOf('#') + 1);
    }

    List<String> sortKey() {
        return List.of(text("sk").split("#", -1));
    }

    private <T> T find(String name, Function<AttributeValue, T> as) {
        var value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("an item has all its attributes");
        }
        return as.apply(value);
    }

    @Override
    public String toString() {
        return "Item[redacted]";
    }
}
