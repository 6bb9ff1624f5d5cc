package dev.lethe.store;

import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Statistic;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How it is written what is kept of a day without whom. */
final class StatisticItems {
    /** For how long: it is about nobody, and of no more use after that. */
    static final Period KEPT = Period.ofYears(3);

    static TransactWriteItem creating(Dynamo dynamo, Tenant tenant, Statistic statistic) {
        var key = Keys.statistic(tenant, statistic.day(), statistic.purpose());
        var words = new LinkedHashMap<String, Item>();
        statistic
                .people()
                .forEach((word, people) -> words.put(word, Item.nested().number("people", people)));
        return dynamo.creating(
                key,
                Item.at(key)
                        .text("category", statistic.category())
                        .number("peopleMin", statistic.peopleMin())
                        .nested("words", words)
                        .goes(statistic
                                .day()
                                .plus(KEPT)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()));
    }

    static Statistic statistic(LocalDate day, Item item) {
        var people = new LinkedHashMap<String, Integer>();
        item.items("words").forEach((word, of) -> people.put(word, Math.toIntExact(of.number("people"))));
        return new Statistic(
                day,
                new Purpose(item.lastOfSortKey()),
                item.text("category"),
                Math.toIntExact(item.number("peopleMin")),
                people);
    }

    private StatisticItems() {}
}
