package dev.lethe.bench.cost;

import static java.util.stream.Collectors.joining;

import dev.lethe.bench.cost.CostModel.Month;
import dev.lethe.bench.cost.CostModel.Part;
import dev.lethe.bench.cost.Counting.Counted;
import dev.lethe.bench.cost.PurgeRounds.Round;
import dev.lethe.bench.cost.PurgeRounds.Taken;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cost model as Markdown. */
final class CostTables {
    private static final List<Month> MONTHS = List.of(
            new Month("1 million messages from 50,000 people", 1_000_000, 50_000),
            new Month("1 billion messages from 50 million people", 1_000_000_000, 50_000_000));
    private static final double MILLION = 1e6;

    static String of(Counted counted) {
        var model = new CostModel(counted);
        return prices() + "\n" + operations(model, counted) + "\n" + purges(counted) + "\n"
                + MONTHS.stream().map(month -> month(model, month)).collect(joining("\n"));
    }

    private static String prices() {
        return "## Prices\n\nList prices of us-east-1 in US dollars, collected on " + Price.DATE
                + "; no free tier, no discount.\n\n"
                + row("price", "listed", "where", "how we know")
                + "|---|---|---|---|\n"
                + Arrays.stream(Price.values())
                        .map(price -> row(price.title, price.listed, "<" + price.url + ">", price.source.words))
                        .collect(joining());
    }

    private static String operations(CostModel model, Counted counted) {
        return "## What each operation uses\n\n"
                + row("operation", "RRU", "WRU", "KMS requests", "calls to AWS", "dollars a million")
                + "|---|---:|---:|---:|---:|---:|\n"
                + Arrays.stream(Operation.values())
                        .map(operation -> row(
                                operation.title,
                                number(model.of(operation).readUnits()),
                                number(model.of(operation).writtenUnits()),
                                number(model.of(operation).kmsRequests()),
                                number(model.of(operation).calls()),
                                dollars(model.dollars(operation) * MILLION)))
                        .collect(joining())
                + String.format(
                        Locale.ROOT,
                        "%nA message of %d bytes is stored in some %,.0f bytes, and a person who has agreed in some"
                                + " %,.0f, their first index rows and the 100 bytes%nthat DynamoDB adds to every item"
                                + " included.%n",
                        Counting.TEXT_BYTES,
                        counted.bytesPerMessage(),
                        counted.bytesPerPerson());
    }

    private static String purges(Counted counted) {
        return "## What a purge takes beside what is not due\n\n"
                + String.format(
                        Locale.ROOT,
                        "%d messages are due, %d of each person, and DynamoDB has not removed them in two days.%n%n",
                        Counting.DUE,
                        DueRows.OF_A_PERSON)
                + row("by", "not due", "calls", "RRU", "WRU", "evidence that it went")
                + "|---|---:|---:|---:|---:|---|\n"
                + Stream.concat(
                                counted.purges().stream()
                                        .map(round ->
                                                purge("**the purge**", round, round.purge(), "an entry for each")),
                                counted.purges().stream()
                                        .map(round -> purge("scan and delete", round, round.scan(), "none")))
                        .collect(joining())
                + row("DynamoDB's expiry alone", "any", "0", "0", "0", "what its stream tells")
                + String.format(
                        Locale.ROOT,
                        "%nExpiry alone is free, typically within two days, and promised for no day. Of %d messages whose time was"
                                + " over and that it had not%nremoved yet, the table held %d, and the suite showed %d.%n",
                        PurgeRounds.OVERDUE,
                        counted.overdue().stored(),
                        counted.overdue().shown())
                + String.format(
                        Locale.ROOT,
                        "%nA purge that comes late, after a pause or a laptop's sleep, makes %.0f calls more for each day that it looks"
                                + " at.%n",
                        counted.callsForADay());
    }

    private static String purge(String by, Round round, Taken taken, String evidence) {
        return row(
                by,
                number(round.beside()),
                number(taken.used().calls()),
                number(taken.used().readUnits()),
                number(taken.used().writtenUnits()),
                evidence);
    }

    private static String month(CostModel model, Month month) {
        var parts = model.dollars(month);
        var total = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        var kms = parts.getOrDefault(Part.KMS, 0.0);
        var used = model.month(month);
        return "## A month of " + month.title() + "\n\n"
                + String.format(
                        Locale.ROOT,
                        "%,.0f RRU, %,.0f WRU, %,.0f KMS requests, %,.0f function runs, %,.2f GB.%n%n",
                        used.readUnits(),
                        used.writtenUnits(),
                        used.kmsRequests(),
                        used.invocations(),
                        model.gigabytes(month))
                + row("part", "dollars a month")
                + "|---|---:|\n"
                + parts.entrySet().stream()
                        .map(part -> row(part.getKey().title, dollars(part.getValue())))
                        .collect(joining())
                + row("**together**", "**" + dollars(total) + "**")
                + "\n"
                + row("keys and their requests alone", "dollars a month", "compared")
                + "|---|---:|---:|\n"
                + Stream.of(
                                row("**Lethe**", dollars(kms), "1x"),
                                alternative("a KMS request for every item", CostModel.kmsPerItem(month), kms),
                                alternative("a KMS key for every person", CostModel.keyPerPerson(month), kms))
                        .collect(joining());
    }

    private static String alternative(String title, double dollars, double kms) {
        return row(title, dollars(dollars), String.format(Locale.ROOT, "%,.0fx", dollars / kms));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%,.0f" : "%,.1f", number);
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, "%,.2f", dollars);
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(joining(" | ", "| ", " |\n"));
    }

    private CostTables() {}
}
