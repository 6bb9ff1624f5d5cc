package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.Closed;
import dev.lethe.restore.Door;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One row of {@code records}, read together with everybody's file. */
public final class DynamoDoor implements Door {
    private static final String OPEN = "OPEN";
    private static final String CLOSED = "CLOSED";

    private final Dynamo dynamo;
    private final TableIds ids;

    public DynamoDoor(Dynamo dynamo, TableIds ids) {
        this.dynamo = dynamo;
        this.ids = ids;
    }

    @Override
    public void enter() {
        enter(dynamo.get(Keys.opening()));
    }

    /** Passes when the row, as it was just read, says that the suite is open, and for these very tables. */
    void enter(Optional<Item> row) {
        if (row.isEmpty()
                || !row.get().text("state").equals(OPEN)
                || !opened(row.get()).equals(tables())) {
            throw new Closed();
        }
    }

    @Override
    public void openFirst(Instant now) {
        dynamo.create(Keys.opening(), item(OPEN, tables(), now));
    }

    @Override
    public void open(Instant now) {
        dynamo.put(Keys.opening(), item(OPEN, tables(), now));
    }

    @Override
    public void close(Instant now) {
        // The identities stay as they were when the suite was open: they tell what the rows of keys are bound to.
        var opened = dynamo.get(Keys.opening()).map(DynamoDoor::opened).orElse(Map.of());
        dynamo.put(Keys.opening(), item(CLOSED, opened, now));
    }

    @Override
    public String keysTableWhenOpened() {
        return dynamo.get(Keys.opening()).flatMap(DynamoDoor::keysTable).orElseGet(() -> ids.of(Table.KEYS));
    }

    static Optional<String> keysTable(Item row) {
        return Optional.ofNullable(opened(row).get(Table.KEYS.name()));
    }

    private static Item item(String state, Map<String, String> tables, Instant now) {
        var nested = new LinkedHashMap<String, Item>();
        tables.forEach((table, id) -> nested.put(table, Item.nested().text("id", id)));
        return Item.at(Keys.opening())
                .text("state", state)
                .nested("tables", nested)
                .instant("at", now);
    }

    private static Map<String, String> opened(Item row) {
        var opened = new LinkedHashMap<String, String>();
        row.items("tables").forEach((table, id) -> opened.put(table, id.text("id")));
        return opened;
    }

    private Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        for (var table : Table.values()) {
            tables.put(table.name(), ids.of(table));
        }
        return tables;
    }
}
