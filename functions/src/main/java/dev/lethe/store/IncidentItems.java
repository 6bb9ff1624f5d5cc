package dev.lethe.store;

import dev.lethe.breach.Incident;
import dev.lethe.breach.Owed;
import dev.lethe.breach.Planned;
import dev.lethe.breach.Severity;
import dev.lethe.breach.Sighting;
import dev.lethe.breach.TimelineEntry;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.util.LinkedHashMap;

/** How incidents, their timelines and what was found are written. */
final class IncidentItems {
    static Item item(Incident incident) {
        var item = Item.at(Keys.incident(incident.tenant(), incident.id()))
                .text("triage", incident.triage().name())
                .text("drill", Boolean.toString(incident.drill()))
                .instant("openedAt", incident.openedAt())
                .instant("detectedAt", incident.detectedAt())
                .instant("awareAt", incident.awareAt())
                .instant("closedAt", incident.closedAt())
                .number("revision", incident.revision());
        incident.factsIn().ifPresent(entry -> item.number("factsIn", entry));
        incident.severity().ifPresent(level -> item.text("severity", level.name()));
        incident.lookAt().ifPresent(at -> item.text("at", Sortable.of(at)));
        var owed = new LinkedHashMap<String, Item>();
        incident.owed().forEach(clock -> owed.put(clock.obligation(), item(clock, owed.size())));
        var planned = new LinkedHashMap<String, Item>();
        incident.planned().forEach(plan -> planned.put(Sortable.of(plan.entry()), item(plan)));
        return StandingItems.head(item.nested("owed", owed).nested("planned", planned), incident.head());
    }

    private static Item item(Owed clock, int place) {
        var item = Item.nested()
                .number("place", place)
                .instant("from", clock.from())
                .instant("dueAt", clock.dueAt())
                .number("told", clock.told())
                .instant("doneAt", clock.doneAt());
        clock.settledIn().ifPresent(entry -> item.number("settledIn", entry));
        return item;
    }

    private static Item item(Planned plan) {
        return Item.nested().text("dueOn", plan.dueOn().toString()).instant("doneAt", plan.doneAt());
    }

    static Incident incident(Tenant tenant, Item item) {
        return new Incident(
                tenant,
                new IncidentId(item.text("sk")),
                Incident.Triage.valueOf(item.text("triage")),
                Boolean.parseBoolean(item.text("drill")),
                item.instant("openedAt"),
                item.instant("detectedAt"),
                item.instantIfAny("awareAt"),
                item.instantIfAny("closedAt"),
                item.numberIfAny("factsIn").map(Math::toIntExact),
                item.textIfAny("severity").map(Severity.Level::valueOf),
                item.items("owed").entrySet().stream()
                        .sorted((one, other) -> Long.compare(
                                one.getValue().number("place"), other.getValue().number("place")))
                        .map(clock -> owed(clock.getKey(), clock.getValue()))
                        .toList(),
                item.items("planned").entrySet().stream()
                        .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                        .map(plan -> new Planned(
                                Integer.parseInt(plan.getKey()),
                                plan.getValue().date("dueOn"),
                                plan.getValue().instantIfAny("doneAt")))
                        .toList(),
                item.instantIfAny("at"),
                StandingItems.head(item),
                item.number("revision"));
    }

    private static Owed owed(String obligation, Item clock) {
        return new Owed(
                obligation,
                clock.instant("from"),
                clock.instantIfAny("dueAt"),
                Math.toIntExact(clock.number("told")),
                clock.numberIfAny("settledIn").map(Math::toIntExact),
                clock.instantIfAny("doneAt"));
    }

    static Item item(Incident incident, TimelineEntry entry) {
        return Item.at(Keys.timeline(incident.tenant(), incident.id(), entry.number()))
                .text("entry", entry.kind().name())
                .text("by", entry.by().value())
                .instant("at", entry.at())
                .bytes("words", entry.words().bytes());
    }

    static TimelineEntry entry(Item item) {
        return new TimelineEntry(
                Integer.parseInt(item.lastOfSortKey()),
                TimelineEntry.Kind.valueOf(item.text("entry")),
                new ClientId(item.text("by")),
                item.instant("at"),
                new Sealed(item.bytes("words")));
    }

    static Item item(Tenant tenant, Sighting sighting) {
        return Item.at(Keys.finding(tenant, sighting.finding()))
                .text("incident", sighting.incident().value())
                .instant("updatedAt", sighting.updatedAt())
                .number("revision", sighting.revision());
    }

    static Sighting sighting(String finding, Item item) {
        return new Sighting(
                finding, new IncidentId(item.text("incident")), item.instant("updatedAt"), item.number("revision"));
    }

    private IncidentItems() {}
}
