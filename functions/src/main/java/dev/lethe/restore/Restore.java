package dev.lethe.restore;

import dev.lethe.api.Table;
import dev.lethe.audit.Chains;
import dev.lethe.crypto.KeyWrap;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.restore.RestoreRules.Decision;
import dev.lethe.restore.RestoreRules.Why;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Takes a restored copy in: closes the service, brings back what was lost and nothing that was taken back since, and opens it
 * again. The evidence comes first, since it says who was erased; then keys, without those; then records, without what nobody's
 * key opens; then what stands per person is made anew from the evidence, and every setting of the tables that was lost is set
 * again. Every step may be done twice, so that a run that was cut off is begun again with the same copies, and goes on where it
 * stopped.
 */
public final class Restore {
    private static final List<Table> ORDER = List.of(Table.EVIDENCE, Table.KEYS, Table.RECORDS);
    private static final String STANDING = "STANDING";

    /**
     * What a run took over, or would.
     *
     * @param copied rows taken over, per table
     * @param left rows not taken over, by reason
     * @param buried people whose tombstone stands again: they were erased after the copy was made
     * @param daysEnded keys of days that are over, which do not come back
     * @param rebuilt people for whom something else stands than the copy said
     * @param closed tenants nothing of whose past may be used, since their evidence was lost together with what it proves
     * @param gaps people for whom the table of records knows of more than the evidence that is left proves
     * @param broken chains of evidence that do not hold together
     * @param noticesLost versions of notices whose text is gone; their purposes are closed until the next is published
     * @param settings how every setting of every table was found
     */
    public record Report(
            Map<Table, Long> copied,
            Map<Why, Long> left,
            long buried,
            long daysEnded,
            long rebuilt,
            long closed,
            long gaps,
            long broken,
            long noticesLost,
            List<TableSettings.Found> settings) {}

    private final RestoredCopy copy;
    private final LiveTables live;
    private final TableSettings settings;
    private final Chains chains;
    private final Door door;
    private final KeyWrap wrap;
    private final Consumer<String> recallKeyOf;
    private final Consumer<Tenant> replan;
    private final InstantSource clock;

    /**
     * Made of all it needs.
     *
     * @param recallKeyOf brings back the key of an ARN that is disabled or going to be deleted
     * @param replan has all that is kept of a tenant's people planned anew: a copy knows nothing of what was planned after it
     */
    public Restore(
            RestoredCopy copy,
            LiveTables live,
            TableSettings settings,
            Chains chains,
            Door door,
            KeyWrap wrap,
            Consumer<String> recallKeyOf,
            Consumer<Tenant> replan,
            InstantSource clock) {
        this.copy = copy;
        this.live = live;
        this.settings = settings;
        this.chains = chains;
        this.door = door;
        this.wrap = wrap;
        this.recallKeyOf = recallKeyOf;
        this.replan = replan;
        this.clock = clock;
    }

    /**
     * Takes the copies in, and opens the service for the tables there are.
     *
     * @param progress told of each step, and of each page
     */
    public Report run(Consumer<String> progress) {
        var counts = new Counts();
        door.close(clock.instant());
        progress.accept("closed: nobody is answered until this is done");
        var at = live.progress()
                .orElseGet(() ->
                        new LiveTables.Progress(ORDER.getFirst().name(), Optional.empty(), clock.instant(), false));
        for (var table : ORDER) {
            if (copy.tables().contains(table) && !at.isBehind(table.name())) {
                at = take(table, at, counts, progress);
            }
        }
        rebuild(at, counts, progress);
        settings(settings::ensure, counts);
        live.done();
        door.open(clock.instant());
        progress.accept("open");
        return counts.report();
    }

    /** Says what a run would take over as far as the tables tell now. Writes nothing; the service stays as it is. */
    public Report rehearse(Consumer<String> progress) {
        var counts = new Counts();
        for (var table : ORDER) {
            if (copy.tables().contains(table)) {
                var facts = facts(table);
                var from = Optional.<String>empty();
                do {
                    var page = copy.page(table, from);
                    page.rows().forEach(row -> count(table, row, decide(row, facts), counts));
                    from = page.next();
                    progress.accept(told(table, counts));
                } while (from.isPresent());
            }
        }
        settings(settings::look, counts);
        return counts.report();
    }

    /** Every setting of every table, also of those that no copy is of: nobody knows here which of them was made anew. */
    private static void settings(BiFunction<Table, TableSettings.Setting, TableSettings.State> found, Counts counts) {
        for (var table : Table.values()) {
            for (var setting : TableSettings.Setting.values()) {
                counts.settings.add(new TableSettings.Found(table, setting, found.apply(table, setting)));
            }
        }
    }

    private void count(Table table, Row row, Decision decision, Counts counts) {
        switch (decision) {
            case Decision.Copy(), Decision.Adopt _ -> counts.copied(table, !live.stands(row));
            case Decision.Bury _ -> counts.buried += live.stands(row) ? 0 : 1;
            case Decision.EndDay() -> counts.daysEnded += live.stands(row) ? 0 : 1;
            case Decision.Leave(var why) -> counts.left.merge(why, 1L, Long::sum);
        }
    }

    private LiveTables.Progress take(Table table, LiveTables.Progress begun, Counts counts, Consumer<String> progress) {
        var facts = facts(table);
        var at = begun.at(table.name());
        do {
            var page = copy.page(table, at.cursor());
            for (var row : page.rows()) {
                carryOut(table, row, decide(row, facts), counts);
            }
            var lost = table == Table.EVIDENCE && counts.copied.containsKey(table);
            at = new LiveTables.Progress(table.name(), page.next(), at.startedAt(), at.evidenceLost() || lost);
            live.keep(at);
            progress.accept(told(table, counts));
        } while (at.cursor().isPresent());
        if (table == Table.KEYS) {
            // Somebody whose key was made after the copy, and then erased, has no row there, and is no stranger.
            facts.lastErasures().forEach(erased -> counts.buried += live.bury(erased, Optional.empty()) ? 1 : 0);
        }
        if (table == Table.RECORDS) {
            facts.lastErasures().forEach(live::remember);
        }
        return at;
    }

    private Decision decide(Row row, Facts facts) {
        return RestoreRules.decide(
                row,
                facts.erasures(row),
                facts.lives::contains,
                facts::went,
                facts.released::contains,
                clock.instant());
    }

    private void carryOut(Table table, Row row, Decision decision, Counts counts) {
        switch (decision) {
            case Decision.Copy() -> counts.copied(table, live.copy(row));
            case Decision.Adopt(var name, var wrapped) -> {
                if (!live.stands(row)) {
                    recallKeyOf.accept(wrapped.wrappedBy());
                    var boundTo = copy.keysTable().orElseGet(door::keysTableWhenOpened);
                    counts.copied(table, live.adopt(row, wrap.adopt(wrapped, name, boundTo)));
                }
            }
            case Decision.Bury(var erased) -> counts.buried += live.bury(erased, Optional.of(row)) ? 1 : 0;
            case Decision.EndDay() -> counts.daysEnded += live.endDay(row, clock.instant()) ? 1 : 0;
            case Decision.Leave(var why) -> counts.left.merge(why, 1L, Long::sum);
        }
    }

    private static String told(Table table, Counts counts) {
        return table.name().toLowerCase(Locale.ROOT) + ": " + counts.copied.getOrDefault(table, 0L)
                + " rows taken over";
    }

    /** What has to be known to decide about the rows of a table. */
    private record Facts(
            Map<String, List<Erased>> erasures, Set<StorageId> lives, Map<String, Instant> gone, Set<HoldId> released) {
        List<Erased> erasures(Row row) {
            return row.what() instanceof Row.PersonsKey key
                    ? erasures.getOrDefault(key.tenant() + "/" + key.subject(), List.of())
                    : List.of();
        }

        /** Whether an item went after it was taken in; what is taken in anew under the same handle did not. */
        boolean went(StorageId sid, Row.Kept kept) {
            var at = gone.get(handle(sid, kept.item()));
            return at != null && !at.isBefore(kept.since());
        }

        static String handle(StorageId sid, String item) {
            return sid + "/" + item;
        }

        /** Of each person the last. */
        List<Erased> lastErasures() {
            return erasures.values().stream()
                    .flatMap(all -> all.stream().reduce(Erased::later).stream())
                    .toList();
        }
    }

    private Facts facts(Table table) {
        var erasures = new HashMap<String, List<Erased>>();
        var lives = new HashSet<StorageId>();
        if (table != Table.EVIDENCE) {
            live.erasures(
                    found -> erasures.computeIfAbsent(found.tenant() + "/" + found.subject(), _ -> new ArrayList<>())
                            .add(found));
        }
        var gone = new HashMap<String, Instant>();
        if (table == Table.RECORDS) {
            live.lives(lives::add);
            live.gone((sid, item, at) -> {
                if (lives.contains(sid)) {
                    gone.merge(Facts.handle(sid, item), at, (one, other) -> one.isAfter(other) ? one : other);
                }
            });
        }
        var released = new HashSet<HoldId>();
        if (table != Table.EVIDENCE) {
            live.releases(released::add);
        }
        return new Facts(erasures, lives, gone, released);
    }

    /** Makes anew what stands, where either side of it was restored. */
    private void rebuild(LiveTables.Progress at, Counts counts, Consumer<String> progress) {
        var recordsRestored = copy.tables().contains(Table.RECORDS);
        if (!recordsRestored && !copy.tables().contains(Table.EVIDENCE)) {
            return;
        }
        // Where both were lost, neither has seen what was taken back after the copy was made.
        var close = Optional.of(at.startedAt()).filter(_ -> recordsRestored && at.evidenceLost());
        var rebuilding = new Rebuilding(live, chains, replan, recordsRestored, close, counts);
        var from = Optional.<String>empty();
        live.keep(new LiveTables.Progress(STANDING, Optional.empty(), at.startedAt(), at.evidenceLost()));
        do {
            var page = chains.page(from);
            page.chains().forEach(rebuilding::rebuild);
            from = page.next();
            progress.accept("what stands: " + counts.seen + " chains of evidence gone through");
        } while (from.isPresent());
    }

    /** What was done so far. */
    static final class Counts {
        final Map<Table, Long> copied = new EnumMap<>(Table.class);
        final Map<Why, Long> left = new EnumMap<>(Why.class);
        final List<TableSettings.Found> settings = new ArrayList<>();
        long buried;
        long daysEnded;
        long rebuilt;
        long closed;
        long gaps;
        long broken;
        long noticesLost;
        long seen;

        void copied(Table table, boolean fresh) {
            if (fresh) {
                copied.merge(table, 1L, Long::sum);
            }
        }

        Report report() {
            return new Report(
                    Map.copyOf(copied),
                    Map.copyOf(left),
                    buried,
                    daysEnded,
                    rebuilt,
                    closed,
                    gaps,
                    broken,
                    noticesLost,
                    List.copyOf(settings));
        }
    }
}
