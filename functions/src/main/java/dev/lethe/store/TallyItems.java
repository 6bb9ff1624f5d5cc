package dev.lethe.store;

import dev.lethe.retention.Tallies;
import dev.lethe.retention.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/** How it is written what came of planning anew. */
final class TallyItems {

    static Item with(Item item, Tallies tallies) {
        var categories = new LinkedHashMap<String, Item>();
        tallies.categories()
                .forEach((category, tally) -> categories.put(
                        category,
                        Item.nested()
                                .number("removed", tally.removed())
                                .number("sooner", tally.sooner())
                                .number("later", tally.later())
                                .number("kept", tally.kept())
                                .number("unopenable", tally.unopenable())
                                .number("anonymised", tally.anonymised())
                                .number("bytesRemoved", tally.bytesRemoved())
                                .instant("oldestRemoved", tally.oldestRemoved())));
        var kept = new LinkedHashMap<String, Item>();
        tallies.keptFor()
                .forEach((purpose, items) -> kept.put(purpose, Item.nested().number("items", items)));
        return item.number("people", tallies.people())
                .nested("categories", categories)
                .nested("keptFor", kept);
    }

    static Tallies tallies(Item item) {
        Map<String, Tally> categories = new LinkedHashMap<>();
        item.items("categories")
                .forEach((category, of) -> categories.put(
                        category,
                        new Tally(
                                of.number("removed"),
                                of.number("sooner"),
                                of.number("later"),
                                of.number("kept"),
                                of.number("unopenable"),
                                of.numberIfAny("anonymised").orElse(0L),
                                of.number("bytesRemoved"),
                                of.instantIfAny("oldestRemoved"))));
        Map<String, Long> kept = new LinkedHashMap<>();
        item.items("keptFor").forEach((purpose, of) -> kept.put(purpose, of.number("items")));
        return new Tallies(item.number("people"), categories, kept);
    }

    private TallyItems() {}
}
