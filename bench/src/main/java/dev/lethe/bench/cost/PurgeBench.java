package dev.lethe.bench.cost;

import static java.util.stream.Collectors.joining;

import dev.lethe.bench.cost.PurgeRounds.Round;
import dev.lethe.bench.cost.PurgeRounds.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How long purges take on the embedded engines, beside more and more that is not due, and beside a scan. */
public final class PurgeBench {
    /** A cell that would end behind this is left out. */
    private static final Duration TIME_MAX = Duration.ofMinutes(8);

    private static final double MICROS = 1_000;

    private record Cell(int due, int beside) {
        /** Few are measured more often, since others on the machine weigh more on them. */
        int times() {
            return Math.max(1, OFTEN - (int) Math.log10((double) due / SMALL));
        }

        long rows() {
            return 2L * due * times();
        }
    }

    /** In the order in which the table is filled. Ten times 100,000, and a hundred times 10,000, a laptop does not hold. */
    private static final List<Cell> CELLS = List.of(
            new Cell(1_000, 0),
            new Cell(10_000, 0),
            new Cell(1_000, 10_000),
            new Cell(1_000, 100_000),
            new Cell(10_000, 100_000),
            new Cell(100_000, 100_000));

    private static final List<Cell> QUICK =
            List.of(new Cell(200, 0), new Cell(1_000, 0), new Cell(200, 2_000), new Cell(1_000, 10_000));

    private static final int OFTEN = 3;
    private static final double SMALL = 1_000;
    private static final int WARM_UP = 1_000;

    private final Consumer<String> told;
    private final long began = System.nanoTime();
    private final List<Round> rounds = new ArrayList<>();
    private final List<Cell> leftOut = new ArrayList<>();

    private PurgeBench(Consumer<String> told) {
        this.told = told;
    }

    /**
     * Measures, and tells meanwhile how far it is.
     *
     * @param quick for a first look
     */
    public static String table(boolean quick, Consumer<String> told) {
        return new PurgeBench(told).run(quick ? QUICK : CELLS);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String run(List<Cell> cells) {
        PurgeRounds.Overdue overdue;
        try (var purges = new PurgeRounds(new Meter())) {
            told.accept("warming up");
            purges.fastest(WARM_UP, OFTEN);
            var started = elapsed();
            var rows = 0L;
            var filled = 0;
            for (var cell : cells) {
                var more = cell.rows() + cell.beside() - filled;
                if (rows > 0
                        && behind(elapsed().minus(started).multipliedBy(more).dividedBy(rows))) {
                    leftOut.add(cell);
                    continue;
                }
                told.accept("%,d due beside %,d: writing".formatted(cell.due(), cell.beside()));
                purges.fill(cell.beside());
                var round = purges.fastest(cell.due(), cell.times());
                rounds.add(round);
                rows += more;
                filled = cell.beside();
                told.accept(
                        "%,d due beside %,d: purged in %,.0f ms, scanned and deleted in %,.0f ms, %d s since the beginning"
                                .formatted(
                                        cell.due(),
                                        cell.beside(),
                                        round.purge().millis(),
                                        round.scan().millis(),
                                        elapsed().toSeconds()));
            }
            overdue = purges.overdue();
        }
        return "### A purge, beside what is not due\n\n" + table() + "\n"
                + "DynamoDB's expiry alone: no calls, no units, and no promise of when. Of %d messages whose time was over and that it had"
                        .formatted(PurgeRounds.OVERDUE)
                + " not removed yet, the table held %d, and the suite showed %d.\n"
                        .formatted(overdue.stored(), overdue.shown())
                + leftOut.stream()
                        .map(cell ->
                                "Left out for want of time: %,d beside %,d.%n".formatted(cell.due(), cell.beside()))
                        .collect(joining());
    }

    private boolean behind(Duration expected) {
        return elapsed().plus(expected).compareTo(TIME_MAX) > 0;
    }

    private String table() {
        return row(
                        "due",
                        "not due",
                        "by",
                        "ms",
                        "µs for each that is due",
                        "to none beside",
                        "calls for each",
                        "RRU for each",
                        "WRU for each")
                + "|---:|---:|---|---:|---:|---:|---:|---:|---:|\n"
                + rounds.stream()
                        .flatMap(round -> Stream.of(
                                row(
                                        round,
                                        "**the purge**",
                                        round.purge(),
                                        alone(round).map(Round::purge)),
                                row(
                                        round,
                                        "scan and delete",
                                        round.scan(),
                                        alone(round).map(Round::scan))))
                        .collect(joining());
    }

    /** The same, with nothing beside. */
    private Stream<Round> alone(Round round) {
        return rounds.stream().filter(other -> other.due() == round.due() && other.beside() == 0);
    }

    private static String row(Round round, String by, Taken taken, Stream<Taken> alone) {
        return row(
                number("%,.0f", round.due()),
                number("%,.0f", round.beside()),
                by,
                number("%,.0f", taken.millis()),
                number("%,.0f", taken.millis() * MICROS / round.due()),
                alone.map(than -> number("%,.2fx", taken.millis() / than.millis()))
                        .collect(joining()),
                number("%,.2f", taken.used().calls() / round.due()),
                number("%,.2f", taken.used().readUnits() / round.due()),
                number("%,.2f", taken.used().writtenUnits() / round.due()));
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(joining(" | ", "| ", " |\n"));
    }
}
