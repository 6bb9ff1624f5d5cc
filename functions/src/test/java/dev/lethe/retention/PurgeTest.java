package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.lambda.RandomIds;
import dev.lethe.notice.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A purge that has more to do than one run has time for, or a store that is pressed. */
class PurgeTest {
    private static final Tenant TENANT = new Tenant("demo");
    private static final LocalDate BEGAN = LocalDate.parse("2026-01-01");
    private static final int SHARDS = 16;
    private static final Duration CALL = Duration.ofMillis(5);

    private final Store store = new Store();
    private final Purge purge = new Purge(
            store,
            store,
            new Anonymising(new NoSchedules(), Optional.empty(), () -> store.now),
            store,
            store,
            new RandomIds(new Random(1)),
            () -> store.now);

    /** A run that may take so long, and the time that it leaves for answering. */
    private Purge.Report run(Duration time) {
        var end = store.now.plus(time).plus(Remaining.RESERVE);
        return purge.run(() -> Duration.between(store.now, end));
    }

    private void sleep(int days) {
        for (var n = 0; n < days; n++) {
            store.live.add(BEGAN.plusDays(n));
        }
        store.now = BEGAN.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    @Test
    void aSuiteThatSleptFor400DaysCatchesUpRunByRunAndSkipsNoDay() {
        sleep(399);
        for (var n = 0; n < 390; n += 7) {
            store.due(BEGAN.plusDays(n), 3);
        }
        var time = Duration.ofSeconds(5);
        var lags = new ArrayList<Duration>();
        Purge.Report report;
        var removed = 0;
        do {
            var before = store.calls;
            report = run(time);
            assertThat(CALL.multipliedBy(store.calls - before))
                    .as("a step of %d queries may end behind the time, and then it is written down", SHARDS)
                    .isLessThan(time.plus(CALL.multipliedBy(SHARDS + 10)));
            assertThat(report.complete()).isEqualTo(store.state.lastSuccessAt().isPresent());
            lags.add(report.lag());
            removed += report.itemsPurged();
        } while (!report.complete());

        assertThat(lags).hasSizeGreaterThan(3).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(lags.getFirst()).isBetween(Duration.ofDays(398), Duration.ofDays(399));
        assertThat(lags.subList(0, lags.size() - 1)).allMatch(lag -> lag.compareTo(Duration.ofDays(1)) > 0);
        assertThat(store.ended).isEqualTo(399);
        assertThat(store.index).isEmpty();
        assertThat(removed).isEqualTo(56 * 3);
        assertThat(store.settledDays)
                .as("each day, in order, and none twice")
                .isEqualTo(BEGAN.datesUntil(OverdueRules.lastPurged(store.now).plusDays(1))
                        .toList());
        // Sixteen queries and a mark for each day; what is due on some adds to that.
        var perDay = SHARDS + 1;
        assertThat(store.calls)
                .isBetween(397 * perDay, 397 * perDay + 399 + 56 * (SHARDS + 3 * 2) + lags.size() * (SHARDS + 10));
    }

    @Test
    void aDayThatNothingWasDueOnTakesAQueryForEachShardAndAMark() {
        sleep(0);
        store.now = BEGAN.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(run(Duration.ofMinutes(1)).complete()).isTrue();
        assertThat(store.calls).isEqualTo(6 + SHARDS + 1);
        assertThat(store.state.lag()).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatExpiryLeftBehindCountsAsLateSinceItWasThePurges() {
        sleep(0);
        store.now = BEGAN.plusDays(5).atStartOfDay().toInstant(ZoneOffset.UTC);
        store.due(BEGAN, 1);
        store.due(BEGAN.plusDays(1), 1);
        assertThat(run(Duration.ofMinutes(1)).lag())
                .as("it was to be gone two days after the end of its day")
                .isBetween(Duration.ofDays(2), Duration.ofDays(2).plusMinutes(1));
    }

    @Test
    void aPressedStoreGetsSmallerBatchesAndOneThatBearsNoneFailsTheRun() {
        sleep(0);
        store.now = BEGAN.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        store.due(BEGAN, 100);
        store.bearsAtOnce = 7;
        var report = run(Duration.ofMinutes(1));
        assertThat(report.itemsPurged()).isEqualTo(100);
        assertThat(report.complete()).isTrue();
        assertThat(store.batches).allMatch(size -> size <= Batches.ITEMS_MAX).contains(24, 12, 6);

        store.due(BEGAN.plusDays(1), 100);
        store.now = store.now.plus(Duration.ofDays(1));
        store.bearsAtOnce = 0;
        var failed = run(Duration.ofMinutes(1));
        assertThat(failed.failed()).isEqualTo(1);
        assertThat(failed.complete()).isFalse();
        assertThat(store.index).isNotEmpty();
    }

    /** Of days that are over for hours no schedule is asked. */
    private static final class NoSchedules implements Schedules {
        @Override
        public Catalog catalog(Tenant tenant) {
            throw new AssertionError();
        }

        @Override
        public Optional<RetentionSchedule> version(Tenant tenant, int version) {
            throw new AssertionError();
        }

        @Override
        public boolean publish(
                Tenant tenant, RetentionSchedule schedule, Catalog read, Catalog next, ChainedEntry entry, Run run) {
            throw new AssertionError();
        }
    }

    /** One tenant's, in memory. A call takes five milliseconds, as the clock says. */
    private static final class Store implements TenantList, EndedDays, Stragglers, Purges {
        private final TreeSet<LocalDate> live = new TreeSet<>();
        private final TreeMap<LocalDate, Map<StorageId, Integer>> index = new TreeMap<>();
        private final List<LocalDate> settledDays = new ArrayList<>();
        private final List<Integer> batches = new ArrayList<>();
        private LocalDate settled = BEGAN.minusDays(1);
        private PurgeState state = PurgeState.NONE;
        private Instant now = Instant.EPOCH;
        private int bearsAtOnce = Integer.MAX_VALUE;
        private int ended;
        private int calls;

        private void due(LocalDate day, int items) {
            index.computeIfAbsent(day, _ -> new HashMap<>()).put(new StorageId("a".repeat(26)), items);
        }

        private void call(int times) {
            calls += times;
            now = now.plus(CALL.multipliedBy(times));
        }

        @Override
        public List<Tenant> page(Optional<Tenant> after, int max) {
            call(1);
            return List.of(TENANT);
        }

        @Override
        public List<LocalDate> before(Tenant tenant, LocalDate day, int max) {
            call(1);
            return live.headSet(day).stream().limit(max).toList();
        }

        @Override
        public boolean destroy(Tenant tenant, LocalDate day, Anonymised anonymised, Instant at) {
            call(1);
            ended++;
            return live.remove(day);
        }

        @Override
        public LocalDate settledThrough(Tenant tenant) {
            call(1);
            return settled;
        }

        @Override
        public boolean settleThrough(Tenant tenant, LocalDate read, LocalDate day) {
            call(1);
            assertThat(read).isEqualTo(settled);
            assertThat(index.headMap(day, true))
                    .as("nothing is left until then")
                    .isEmpty();
            settled = day;
            settledDays.add(day);
            return true;
        }

        @Override
        public List<Due> due(Tenant tenant, LocalDate day, int max) {
            call(SHARDS);
            return index.getOrDefault(day, Map.of()).keySet().stream()
                    .limit(max)
                    .map(sid -> new Due(day, 0, sid))
                    .toList();
        }

        @Override
        public Purged purge(Tenant tenant, StorageId sid, Instant at, int max) {
            call(2);
            batches.add(max);
            if (max > bearsAtOnce) {
                throw new StoreUnavailable();
            }
            var day =
                    index.headMap(settled.plusDays(1), true).values().iterator().next();
            var left = day.getOrDefault(sid, 0);
            var gone = Math.min(left, max);
            day.put(sid, left - gone);
            return new Purged(gone, 0, left > gone);
        }

        @Override
        public void settle(Tenant tenant, Due due) {
            call(1);
            index.remove(due.day());
        }

        @Override
        public PurgeState state(Tenant tenant) {
            call(1);
            return state;
        }

        @Override
        public boolean keep(Tenant tenant, PurgeState next, Optional<PurgeRun> run) {
            call(1);
            state = next;
            return true;
        }

        @Override
        public boolean pause(Tenant tenant, PurgeState next, ChainedEntry entry) {
            throw new AssertionError("nobody pauses here");
        }

        @Override
        public Verification verification() {
            throw new AssertionError("nobody verifies here");
        }

        @Override
        public boolean keep(Verification next) {
            throw new AssertionError("nobody verifies here");
        }

        @Override
        public Optional<PurgeRun> run(Tenant tenant, RunId run) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public List<PurgeRun> runs(Tenant tenant, int max) {
            throw new AssertionError("nobody asks here");
        }
    }
}
