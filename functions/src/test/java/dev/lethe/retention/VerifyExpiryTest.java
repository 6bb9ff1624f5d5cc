package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pass over everything that is kept, page by page and run by run. */
class VerifyExpiryTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Tenant TENANT = new Tenant("demo");
    private static final int PAGES = 5;

    private final Kept store = new Kept();
    private final List<Long> told = new ArrayList<>();
    private Instant now = NOW;

    private final VerifyExpiry verify = new VerifyExpiry(store, store, store, () -> now);

    /** As many pages as time is left for. */
    private VerifyExpiry.Report run(int pages) {
        var end = store.read.size() + pages;
        return verify.run(() -> Duration.ofMinutes(store.read.size() < end ? 1 : 0), told::add);
    }

    @Test
    void aPassGoesOnWhereItStoppedAndEndsOnce() {
        assertThat(run(2)).isEqualTo(new VerifyExpiry.Report(2, 0, false));
        assertThat(run(2)).isEqualTo(new VerifyExpiry.Report(2, 0, false));
        assertThat(run(9)).isEqualTo(new VerifyExpiry.Report(1, 0, true));
        assertThat(store.read).containsExactly(0, 1, 2, 3, 4);
        now = NOW.plus(Verification.PASS_EVERY).minusSeconds(1);
        assertThat(run(9)).isEqualTo(new VerifyExpiry.Report(0, 0, true));
        now = now.plusSeconds(1);
        assertThat(told).isEmpty();
        assertThat(run(9).seen()).isEqualTo(PAGES);
        assertThat(told).as("each is overdue by then").hasSize(PAGES);
    }

    @Test
    void whoeverFindsThatAnotherIsAtItStops() {
        store.taken = true;
        assertThat(run(9)).isEqualTo(new VerifyExpiry.Report(0, 0, false));
        assertThat(store.read).containsExactly(0);
    }

    @Test
    void whatIsFoundIsToldBeforeAnythingElseAndTheDayIsLookedAtAgain() {
        store.lacking.add(3);
        assertThat(run(9)).isEqualTo(new VerifyExpiry.Report(5, 1, true));
        assertThat(told).containsExactly(1L);
        assertThat(store.state.missed()).isEqualTo(1);
        assertThat(store.settled).isEqualTo(LocalDate.parse("2026-03-08"));
    }

    @Test
    void aDayIsOverdueWhenAPurgeHadAWholeDayForIt() {
        assertThat(OverdueRules.lastPurged(NOW)).isEqualTo(LocalDate.parse("2026-03-07"));
        assertThat(OverdueRules.overdue(Instant.parse("2026-03-07T00:00:00Z"), NOW))
                .isFalse();
        assertThat(OverdueRules.overdue(Instant.parse("2026-03-06T23:59:59Z"), NOW))
                .isTrue();
        assertThat(OverdueRules.overdue(NOW.plusSeconds(1), NOW)).isFalse();
    }

    /** One item a page, each due on the day before today. */
    private static final class Kept implements ExpirySurvey, Stragglers, Purges {
        private final List<Integer> read = new ArrayList<>();
        private final Set<Integer> lacking = new HashSet<>();
        private boolean taken;
        private LocalDate settled = LocalDate.parse("2026-03-09");
        private PurgeState state = PurgeState.NONE;
        private Verification verification = Verification.NONE;

        private static ExpirySurvey.Kept item(int page) {
            return new ExpirySurvey.Kept(
                    TENANT, new StorageId("a".repeat(26)), Integer.toString(page), NOW.minus(Duration.ofDays(1)));
        }

        @Override
        public Page page(Optional<String> from, int max) {
            var page = from.map(Integer::valueOf).orElse(0);
            read.add(page);
            return new Page(
                    List.of(item(page)),
                    0,
                    Optional.of(page + 1).filter(next -> next < PAGES).map(String::valueOf));
        }

        @Override
        public Set<ExpirySurvey.Kept> unindexed(List<ExpirySurvey.Kept> kept) {
            return kept.stream().anyMatch(one -> lacking.contains(Integer.valueOf(one.item())))
                    ? Set.copyOf(kept)
                    : Set.of();
        }

        @Override
        public void index(ExpirySurvey.Kept kept, Instant at) {
            assertThat(state.missed()).as("it is counted first").isEqualTo(1);
            lacking.remove(Integer.valueOf(kept.item()));
        }

        @Override
        public LocalDate settledThrough(Tenant tenant) {
            return settled;
        }

        @Override
        public boolean settleThrough(Tenant tenant, LocalDate was, LocalDate day) {
            settled = day;
            return true;
        }

        @Override
        public Verification verification() {
            return verification;
        }

        @Override
        public boolean keep(Verification next) {
            if (!taken) {
                verification = next;
            }
            return !taken;
        }

        @Override
        public PurgeState state(Tenant tenant) {
            return state;
        }

        @Override
        public boolean keep(Tenant tenant, PurgeState next, Optional<PurgeRun> run) {
            state = next;
            return true;
        }

        @Override
        public boolean pause(Tenant tenant, PurgeState next, ChainedEntry entry) {
            throw new AssertionError("nobody pauses here");
        }

        @Override
        public Optional<PurgeRun> run(Tenant tenant, RunId run) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public List<PurgeRun> runs(Tenant tenant, int max) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public List<Due> due(Tenant tenant, LocalDate day, int max) {
            throw new AssertionError("nobody purges here");
        }

        @Override
        public Purged purge(Tenant tenant, StorageId sid, Instant at, int max) {
            throw new AssertionError("nobody purges here");
        }

        @Override
        public void settle(Tenant tenant, Due due) {
            throw new AssertionError("nobody purges here");
        }
    }
}
