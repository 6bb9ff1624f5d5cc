package dev.lethe.bench.cost;

import dev.lethe.api.Fn;
import dev.lethe.http.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Purges on the embedded engines beside what is not due, and what others do instead: a scan of everything. The store's own expiry
 * never comes by itself here, as it may be late, so that all that is due is left to the purge: its worst case.
 */
final class PurgeRounds implements AutoCloseable {
    /** How many messages one person has whose time is over and that are still stored. */
    static final int OVERDUE = 25;

    /** Longer than all rounds take. */
    private static final int DAYS_UNTIL = 60;

    private static final int DAYS_FILLED = 29;
    private static final int RUNS_MAX = 1_000;

    /** What was used, and how long it took on this machine. */
    record Taken(Used used, double millis) {}

    /**
     * One purge of so many messages, beside so many that are not due.
     *
     * @param scan what a scan takes for as many
     */
    record Round(int due, int beside, Taken purge, Taken scan) {}

    /**
     * Messages whose time is over, before anything has removed them.
     *
     * @param stored how many the table holds: whoever reads it without looking at the time gets them
     * @param shown how many the suite shows
     */
    record Overdue(long stored, long shown) {}

    private final Meter meter;
    private final World life;
    private final DueRows rows;
    private final ScanAndDelete scan;
    private int beside;

    PurgeRounds(Meter meter) {
        this.meter = meter;
        this.life = new World(meter);
        this.rows = new DueRows(life);
        this.scan = new ScanAndDelete(life, meter);
        // Every day until now is done with, and both have their classes and connections.
        life.world.clock().advance("P10D");
        purge();
        scan.run(life.world.clock().instant());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
    }

    /** Writes messages that are not due, until there are so many of them, over the days to come. */
    void fill(int until) {
        while (beside < until) {
            var day = today().plusDays(DAYS_UNTIL + beside / DueRows.OF_A_PERSON % DAYS_FILLED);
            var more = Math.min(DueRows.OF_A_PERSON, until - beside);
            rows.indexed(day, more);
            beside += more;
        }
    }

    /** What a purge uses that has so many days to look at, on which nothing was due. */
    Used emptyDays(int days) {
        life.world.clock().advance("P" + days + "D");
        return take(0, this::purge, Fn.PURGE.memoryMegabytes()).used();
    }

    /** The fastest of several rounds: what is slower waited for something else on this machine. */
    Round fastest(int due, int times) {
        var rounds = IntStream.range(0, times).mapToObj(_ -> round(due)).toList();
        var byMillis = Comparator.comparingDouble(Taken::millis);
        return new Round(
                due,
                beside,
                Collections.min(rounds.stream().map(Round::purge).toList(), byMillis),
                Collections.min(rounds.stream().map(Round::scan).toList(), byMillis));
    }

    /** Has so many become due, and removes them: once as the suite does, and as many again by a scan. */
    Round round(int due) {
        life.world.clock().advance("P1D");
        // The last day that DynamoDB had two days for.
        var day = today().minusDays(3);
        rows.indexed(day, due);
        var purged = take(due, this::purge, Fn.PURGE.memoryMegabytes());
        rows.plain(day, due);
        var now = life.world.clock().instant();
        var scanned = take(due, () -> scan.run(now), Fn.PURGE.memoryMegabytes());
        return new Round(due, beside, purged, scanned);
    }

    private Taken take(int due, IntSupplier removing, int memory) {
        meter.reset();
        var began = System.nanoTime();
        var removed = removing.getAsInt();
        var millis = (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (removed != due) {
            throw new IllegalStateException(due + " were due, and " + removed + " are gone");
        }
        return new Taken(meter.used(0, 1, memory), millis);
    }

    /** Runs purges until nothing is left to do; returns how many items went. */
    private int purge() {
        var purged = 0;
        for (var runs = 0; runs < RUNS_MAX; runs++) {
            var report = life.world.lambdas().invoke(Fn.PURGE, Json.write(Map.of("source", "aws.events")));
            if (Json.read(report).orElse(Map.of()) instanceof Map<?, ?> told) {
                purged += Integer.parseInt(String.valueOf(told.get("itemsPurged")));
                if (Boolean.TRUE.equals(told.get("complete"))) {
                    return purged;
                }
            }
        }
        throw new IllegalStateException("a purge comes to an end");
    }

    /** What is left readable where nothing has removed it yet. The last thing: time moves by a month. */
    Overdue overdue() {
        var someone = life.someone();
        someone.agrees();
        var before = life.messages();
        someone.says(1, OVERDUE);
        life.world.clock().advance("P30D");
        return new Overdue(life.messages() - before, someone.recalls());
    }

    @Override
    public void close() {
        scan.close();
        life.close();
    }
}
