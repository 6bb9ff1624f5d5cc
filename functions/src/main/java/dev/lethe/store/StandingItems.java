package dev.lethe.store;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.AgeBand;
import dev.lethe.consent.Circumstances;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.consent.SubjectFile;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.regime.Place;
import dev.lethe.store.Keys.Address;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How standing rows and chains of evidence are written. */
final class StandingItems {

    static Standing standing(Optional<Item> row) {
        if (row.isEmpty()) {
            return Standing.NOTHING;
        }
        var item = row.get();
        var purposes = new LinkedHashMap<Purpose, Stand>();
        item.items("purposes")
                .forEach((purpose, stand) -> purposes.put(
                        new Purpose(purpose),
                        new Stand(
                                Decision.valueOf(stand.text("decision")),
                                stand.text("substance"),
                                new ReceiptId(stand.text("receipt")),
                                stand.instant("decidedAt"),
                                stand.instant("since"),
                                stand.instantIfAny("until"),
                                stand.words("categories"),
                                stand.has("authorised"))));
        return new Standing(
                item.number("revision"),
                purposes,
                item.textIfAny("locale").map(LanguageTag::new),
                new Circumstances(
                        item.textIfAny("residence").map(Place::new),
                        item.textIfAny("ageBand").map(AgeBand::valueOf),
                        item.instantIfAny("ageSaidAt")),
                head(item));
    }

    /** Writes what stands, if what was read still does. */
    static TransactWriteItem replacing(Dynamo dynamo, SubjectFile read, Standing next) {
        var key = Keys.standing(read.tenant(), read.subject());
        return dynamo.replacing(key, item(key, next), read.standing().revision());
    }

    static Item item(Address key, Standing next) {
        var purposes = new LinkedHashMap<String, Item>();
        next.purposes()
                .forEach((purpose, stand) -> purposes.put(
                        purpose.value(),
                        reach(
                                Item.nested()
                                        .text("decision", stand.decision().name())
                                        .text("substance", stand.substance())
                                        .text("receipt", stand.receipt().value())
                                        .instant("decidedAt", stand.decidedAt())
                                        .instant("since", stand.since()),
                                stand)));
        var item = Item.at(key).number("revision", next.revision()).nested("purposes", purposes);
        next.locale().ifPresent(locale -> item.text("locale", locale.value()));
        var circumstances = next.circumstances();
        circumstances.residence().ifPresent(place -> item.text("residence", place.code()));
        circumstances.ageBand().ifPresent(band -> item.text("ageBand", band.name()));
        item.instant("ageSaidAt", circumstances.ageSaidAt());
        return head(item, next.head());
    }

    static ChainHead head(Item item) {
        return new ChainHead(item.number("chainLength"), item.text("chainHash"));
    }

    static Item head(Item item, ChainHead head) {
        return item.number("chainLength", head.length()).text("chainHash", head.hash());
    }

    /** Writes an entry at its place in its chain. */
    static TransactWriteItem chained(Dynamo dynamo, SubjectFile file, ChainedEntry entry) {
        return chained(dynamo, Keys.chained(file.tenant(), entry.chain(), entry.position()), entry);
    }

    static TransactWriteItem chained(Dynamo dynamo, Address key, ChainedEntry entry) {
        var details = new LinkedHashMap<String, Item>();
        entry.entry()
                .details()
                .forEach((name, value) -> details.put(name, Item.nested().text("is", value)));
        return dynamo.creating(
                key,
                Item.at(key)
                        .text("action", entry.entry().action())
                        .text("actor", entry.entry().actor().value())
                        .instant("at", entry.entry().at())
                        .nested("details", details)
                        .text("previous", entry.previous())
                        .text("hash", entry.hash()));
    }

    /** Adds to a receipt what stands by it, so that the evidence alone tells. */
    static Item proving(Item receipt, Optional<Stand> stand) {
        stand.ifPresent(stands ->
                reach(receipt.text("substance", stands.substance()).instant("since", stands.since()), stands));
        return receipt;
    }

    /** How far a decision reaches, where that has an end. */
    private static Item reach(Item item, Stand stand) {
        item.instant("until", stand.until()).words("categories", stand.categories());
        return stand.authorised() ? item.text("authorised", "true") : item;
    }

    /** What stands by a receipt; one of before that was told says of what terms it is by nothing. */
    static Stand stand(Item receipt) {
        var decidedAt = receipt.instant("decidedAt");
        return new Stand(
                Decision.valueOf(receipt.text("decision")),
                receipt.textIfAny("substance").orElse(""),
                new ReceiptId(receipt.lastOfSortKey()),
                decidedAt,
                receipt.instantIfAny("since").orElse(decidedAt),
                receipt.instantIfAny("until"),
                receipt.words("categories"),
                receipt.has("authorised"));
    }

    private StandingItems() {}
}
