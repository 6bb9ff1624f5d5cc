package dev.lethe.store;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.Catalog.Upcoming;
import dev.lethe.notice.Notice;
import dev.lethe.notice.NoticeDraft;
import dev.lethe.regime.Place;
import dev.lethe.store.Keys.Address;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How notices and catalogs are written. */
final class NoticeItems {

    static Catalog catalog(Optional<Item> row) {
        if (row.isEmpty()) {
            return Catalog.EMPTY;
        }
        var item = row.get();
        var current = new LinkedHashMap<NoticeId, Integer>();
        item.items("current")
                .forEach((id, version) -> current.put(new NoticeId(id), Math.toIntExact(version.number("version"))));
        var upcoming = new LinkedHashMap<NoticeId, Upcoming>();
        item.items("upcoming")
                .forEach((id, next) -> upcoming.put(
                        new NoticeId(id),
                        new Upcoming(Math.toIntExact(next.number("version")), next.instant("effectiveAt"))));
        var purposes = new LinkedHashMap<Purpose, NoticeId>();
        item.items("purposes")
                .forEach((purpose, notice) -> purposes.put(new Purpose(purpose), new NoticeId(notice.text("notice"))));
        var established = new LinkedHashMap<NoticeId, Set<Place>>();
        item.items("established")
                .forEach((id, of) -> established.put(
                        new NoticeId(id),
                        of.words("places").stream().map(Place::new).collect(Collectors.toUnmodifiableSet())));
        return new Catalog(
                item.number("revision"),
                current,
                upcoming,
                purposes,
                Math.toIntExact(item.numberIfAny("schedule").orElse(0L)),
                established,
                StandingItems.head(item),
                item.instantIfAny("closedBefore"));
    }

    static Item item(Address key, Catalog catalog) {
        var current = new LinkedHashMap<String, Item>();
        catalog.current()
                .forEach((id, version) -> current.put(id.value(), Item.nested().number("version", version)));
        var upcoming = new LinkedHashMap<String, Item>();
        catalog.upcoming()
                .forEach((id, next) -> upcoming.put(
                        id.value(),
                        Item.nested().number("version", next.version()).instant("effectiveAt", next.effectiveAt())));
        var purposes = new LinkedHashMap<String, Item>();
        catalog.purposes()
                .forEach((purpose, notice) ->
                        purposes.put(purpose.value(), Item.nested().text("notice", notice.value())));
        var item = Item.at(key)
                .number("revision", catalog.revision())
                .instant("closedBefore", catalog.closedBefore())
                .nested("current", current)
                .nested("purposes", purposes);
        if (!upcoming.isEmpty()) {
            item.nested("upcoming", upcoming);
        }
        if (catalog.schedule() > 0) {
            item.number("schedule", catalog.schedule());
        }
        if (!catalog.established().isEmpty()) {
            var established = new LinkedHashMap<String, Item>();
            catalog.established()
                    .forEach((id, places) -> established.put(
                            id.value(),
                            Item.nested()
                                    .words(
                                            "places",
                                            places.stream().map(Place::code).toList())));
            item.nested("established", established);
        }
        return StandingItems.head(item, catalog.head());
    }

    static Item item(Address key, Notice notice) {
        return Item.at(key)
                .number("version", notice.version())
                .instant("publishedAt", notice.publishedAt())
                .text("hash", notice.hash())
                .text("text", new String(Json.write(Shape.tree(notice.text())), StandardCharsets.UTF_8));
    }

    static Notice notice(NoticeId id, Item item) {
        var text = Json.read(item.text("text").getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("a notice is stored as JSON"));
        return new Notice(
                id,
                Math.toIntExact(item.number("version")),
                item.instant("publishedAt"),
                item.text("hash"),
                Shape.of(NoticeDraft.class).read(text));
    }

    private NoticeItems() {}
}
