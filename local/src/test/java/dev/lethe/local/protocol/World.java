package dev.lethe.local.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything that actors share: the items of all tables, and the keys of the key service as items of one more. A value:
 * writing makes another world.
 */
final class World {
    static final World EMPTY = new World(new TreeMap<>());

    /** Where an item stands. Keys are plain ASCII, so that text sorts as DynamoDB sorts it. */
    record At(String table, String pk, String sk) implements Comparable<At> {
        @Override
        public int compareTo(At other) {
            var byTable = table.compareTo(other.table);
            var byPk = byTable != 0 ? byTable : pk.compareTo(other.pk);
            return byPk != 0 ? byPk : sk.compareTo(other.sk);
        }
    }

    /** An item, with its hash worked out once. */
    static final class Row {
        private final Map<String, AttributeValue> attributes;
        private final int hash;

        Row(Map<String, AttributeValue> attributes) {
            this.attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            this.hash = this.attributes.hashCode();
        }

        Map<String, AttributeValue> attributes() {
            return attributes;
        }

        AttributeValue value(String name) {
            return valueOf(attributes, name);
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof Row that && hash == that.hash && attributes.equals(that.attributes));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final SortedMap<At, Row> rows;
    private final int hash;

    private World(SortedMap<At, Row> rows) {
        this.rows = Collections.unmodifiableSortedMap(rows);
        this.hash = rows.hashCode();
    }

    /** An attribute that an item has. */
    static AttributeValue valueOf(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), "an item has its attributes");
    }

    Optional<Row> get(At at) {
        return Optional.ofNullable(rows.get(at));
    }

    World with(At at, Row row) {
        var next = new TreeMap<>(rows);
        next.put(at, row);
        return new World(next);
    }

    World without(At at) {
        if (!rows.containsKey(at)) {
            return this;
        }
        var next = new TreeMap<>(rows);
        next.remove(at);
        return new World(next);
    }

    SortedMap<At, Row> rows() {
        return rows;
    }

    /** The items of one table, in order. */
    SortedMap<At, Row> table(String name) {
        return rows.subMap(new At(name, "", ""), new At(name + "\0", "", ""));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof World that && hash == that.hash && rows.equals(that.rows));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
