package dev.lethe.store;

import dev.lethe.breach.Counted;
import dev.lethe.breach.Counted.Many;
import dev.lethe.breach.Reach;
import dev.lethe.breach.Scope;
import dev.lethe.breach.ScopeId;
import dev.lethe.breach.Selection;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How counts of who is affected are written. */
final class ScopeItems {
    private static final int HEX = 16;

    /** Stands for what is not known; no place and no channel is called so. */
    private static final String UNKNOWN = "-";

    static TransactWriteItem writing(Dynamo dynamo, Scope next) {
        return dynamo.replacing(Keys.scope(next.tenant(), next.incident(), next.id()), item(next), next.revision() - 1);
    }

    static Item item(Scope scope) {
        var counted = scope.counted();
        var places = new LinkedHashMap<String, Item>();
        counted.places()
                .forEach((place, many) -> places.put(
                        written(place),
                        Item.nested().number("persons", many.persons()).number("minors", many.minors())));
        var channels = new LinkedHashMap<String, Item>();
        counted.channels()
                .forEach((channel, persons) ->
                        channels.put(written(channel), Item.nested().number("persons", persons)));
        var reaches = new LinkedHashMap<String, Item>();
        counted.reaches()
                .forEach((reach, persons) ->
                        reaches.put(reach.name(), Item.nested().number("persons", persons)));
        var item = Item.at(Keys.scope(scope.tenant(), scope.incident(), scope.id()))
                .text("selection", new String(Json.write(Shape.tree(scope.selection())), StandardCharsets.UTF_8))
                .instant("askedAt", scope.askedAt())
                .text("state", scope.state().name())
                .number("part", scope.part())
                .instant("countedAt", scope.countedAt())
                .number("revision", scope.revision())
                .number("persons", counted.persons())
                .number("minors", counted.minors())
                .number("messages", counted.messages())
                .number("gone", counted.gone())
                .number("uncertain", counted.uncertain())
                .number("erased", counted.erased())
                .number("expired", counted.expired())
                .text("more", Boolean.toString(counted.more()))
                .nested("places", places)
                .nested("channels", channels)
                .nested("reaches", reaches)
                .text("fingerprint", counted.fingerprint().toString(HEX));
        scope.at().ifPresent(at -> item.text("at", Sortable.of(at)));
        scope.after().ifPresent(after -> item.text("after", after));
        return item;
    }

    static Scope scope(Tenant tenant, Item item) {
        var key = item.sortKey();
        return new Scope(
                tenant,
                new IncidentId(key.getFirst()),
                new ScopeId(key.getLast()),
                Shape.of(Selection.class)
                        .read(Json.read(item.text("selection").getBytes(StandardCharsets.UTF_8))
                                .orElseThrow(() -> new IllegalStateException("a selection reads as it was written"))),
                item.instant("askedAt"),
                Scope.State.valueOf(item.text("state")),
                item.instantIfAny("at"),
                Math.toIntExact(item.number("part")),
                item.textIfAny("after"),
                counted(item),
                item.instantIfAny("countedAt"),
                item.number("revision"));
    }

    private static Counted counted(Item item) {
        var places = new LinkedHashMap<String, Many>();
        item.items("places")
                .forEach((place, many) ->
                        places.put(read(place), new Many(many.number("persons"), many.number("minors"))));
        var channels = new LinkedHashMap<String, Long>();
        item.items("channels").forEach((channel, many) -> channels.put(read(channel), many.number("persons")));
        Map<Reach, Long> reaches = new LinkedHashMap<>();
        item.items("reaches").forEach((reach, many) -> reaches.put(Reach.valueOf(reach), many.number("persons")));
        return new Counted(
                item.number("persons"),
                item.number("minors"),
                item.number("messages"),
                item.number("gone"),
                item.number("uncertain"),
                item.number("erased"),
                item.number("expired"),
                Boolean.parseBoolean(item.text("more")),
                places,
                channels,
                reaches,
                new BigInteger(item.text("fingerprint"), HEX));
    }

    private static String written(String name) {
        return name.isEmpty() ? UNKNOWN : name;
    }

    private static String read(String name) {
        return name.equals(UNKNOWN) ? "" : name;
    }

    private ScopeItems() {}
}
