package dev.lethe.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.epoch.Epoch.State;
import dev.lethe.epoch.EpochRules.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpochRulesTest {
    private static final Instant JANUARY = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(1);

    private static Epoch begun(int number, Instant at) {
        return Epoch.prepared(number, at).made("arn:" + number, at).begun(at);
    }

    private static Step next(Instant now, Epoch... epochs) {
        return EpochRules.next(List.of(epochs), "arn:" + last(epochs), false, now);
    }

    private static int last(Epoch... epochs) {
        return List.of(epochs).stream()
                .filter(epoch -> epoch.state() == State.CURRENT)
                .mapToInt(Epoch::number)
                .max()
                .orElse(0);
    }

    @Test
    void theKeyThatThereIsBecomesTheFirstEpoch() {
        assertThat(EpochRules.next(List.of(), "arn:first", false, JANUARY)).isEqualTo(new Step.Adopt(1));
    }

    @Test
    void anEpochLastsUntilItsMonthIsOver() {
        var epoch = begun(1, JANUARY);
        assertThat(next(FEBRUARY.minus(TICK), epoch)).isEqualTo(new Step.Wait(FEBRUARY));
        assertThat(next(FEBRUARY, epoch)).isEqualTo(new Step.Prepare(2));
    }

    @Test
    void whoAsksGetsAnotherAtOnce() {
        assertThat(EpochRules.next(List.of(begun(1, JANUARY)), "arn:1", true, JANUARY.plus(TICK)))
                .isEqualTo(new Step.Prepare(2));
    }

    @Test
    void aKeyIsMadeBeforeItIsUsed() {
        var current = begun(1, JANUARY);
        var preparing = Epoch.prepared(2, FEBRUARY);
        assertThat(next(FEBRUARY, current, preparing)).isEqualTo(new Step.Make(preparing));
        var made = preparing.made("arn:2", FEBRUARY.plus(TICK));
        var counts = FEBRUARY.plus(TICK).plus(EpochRules.TAG_COUNTS);
        assertThat(next(counts.minus(TICK), current, made))
                .as("the key service may not know its tag everywhere yet")
                .isEqualTo(new Step.Wait(counts));
        assertThat(next(counts, current, made)).isEqualTo(new Step.Turn(current, made));
    }

    /** Five minutes are what the key service says. */
    @Test
    void aTagHasTwiceTheTimeThatItMayTake() {
        assertThat(EpochRules.TAG_COUNTS).isEqualTo(Duration.ofMinutes(5).multipliedBy(2));
    }

    @Test
    void nobodyWaitsTwiceForOneKeyAndNoOlderOneWaitsForIt() {
        var counts = FEBRUARY.plus(EpochRules.TAG_COUNTS);
        var older = begun(1, JANUARY).ended(JANUARY).rewrapped(JANUARY).disabled(JANUARY);
        var current = begun(2, JANUARY);
        var made = Epoch.prepared(3, FEBRUARY).made("arn:3", FEBRUARY);
        for (var asked : List.of(true, false)) {
            assertThat(EpochRules.next(List.of(older, current, made), "arn:2", asked, FEBRUARY))
                    .isEqualTo(new Step.Delete(older));
            assertThat(EpochRules.next(List.of(current, made), "arn:2", asked, FEBRUARY))
                    .isEqualTo(new Step.Wait(counts));
        }
        assertThat(EpochRules.next(List.of(older, current, made), "arn:other", false, FEBRUARY))
                .as("somebody else's key is in use")
                .isEqualTo(new Step.Wait(counts));
    }

    /** The alias was moved, and the run was cut off before that was written down. */
    @Test
    void aTurnThatWasCutOffIsTakenAgain() {
        var current = begun(1, JANUARY);
        var made = Epoch.prepared(2, FEBRUARY).made("arn:2", FEBRUARY);
        assertThat(EpochRules.next(List.of(current, made), "arn:2", false, FEBRUARY))
                .isEqualTo(new Step.Turn(current, made));
    }

    @Test
    void aKeyThatSomebodyElsePutInUseIsFollowed() {
        var current = begun(1, JANUARY);
        assertThat(EpochRules.next(List.of(current), "arn:other", false, JANUARY))
                .isEqualTo(new Step.Follow(current));
    }

    @Test
    void nothingIsWrappedAnewWhileSomebodyMayStillWrapUnderTheOldKey() {
        var old = begun(1, JANUARY).ended(FEBRUARY);
        var current = begun(2, FEBRUARY);
        var settled = FEBRUARY.plus(EpochRules.GAP);
        assertThat(next(settled.minus(TICK), old, current)).isEqualTo(new Step.Wait(settled));
        assertThat(next(settled, old, current)).isEqualTo(new Step.Rewrap(current, List.of(old)));
    }

    @Test
    void theLastOfSeveralThatEndedDecidesWhenToBegin() {
        var first = begun(1, JANUARY).ended(FEBRUARY);
        var second = begun(2, FEBRUARY).ended(FEBRUARY.plus(TICK));
        var current = begun(3, FEBRUARY.plus(TICK));
        assertThat(next(FEBRUARY.plus(EpochRules.GAP), first, second, current))
                .isEqualTo(new Step.Wait(FEBRUARY.plus(TICK).plus(EpochRules.GAP)));
    }

    @Test
    void anOldKeyIsDisabledThenQuarantinedThenDeletedAndThatIsConfirmed() {
        var current = begun(2, FEBRUARY);
        var rewrapped = begun(1, JANUARY).ended(FEBRUARY).rewrapped(FEBRUARY.plus(EpochRules.GAP));
        var disabling = FEBRUARY.plus(EpochRules.GAP).plus(EpochRules.GAP);
        assertThat(next(disabling.minus(TICK), rewrapped, current)).isEqualTo(new Step.Wait(disabling));
        assertThat(next(disabling, rewrapped, current)).isEqualTo(new Step.Disable(rewrapped));
        var disabled = rewrapped.disabled(disabling);
        var deleting = disabling.plus(EpochRules.QUARANTINE);
        assertThat(next(deleting.minus(TICK), disabled, current)).isEqualTo(new Step.Wait(deleting));
        assertThat(next(deleting, disabled, current)).isEqualTo(new Step.Delete(disabled));
        var pending = disabled.deleting(deleting.plus(EpochRules.DELETION_WINDOW));
        var gone = deleting.plus(EpochRules.DELETION_WINDOW);
        assertThat(next(gone.minus(TICK), pending, current)).isEqualTo(new Step.Wait(gone));
        assertThat(next(gone, pending, current)).isEqualTo(new Step.Confirm(pending));
        assertThat(next(gone, pending.deleted(gone), current)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void whatIsRecalledRetiresOnceMore() {
        var old = begun(1, JANUARY)
                .ended(FEBRUARY)
                .rewrapped(FEBRUARY)
                .disabled(FEBRUARY)
                .deleting(FEBRUARY);
        assertThat(old.state()).isEqualTo(State.DELETING);
        assertThat(old.recalled().state()).isEqualTo(State.RETIRING);
    }

    @Test
    void everyStateIsReachedInItsOrder() {
        var epoch = Epoch.prepared(1, JANUARY);
        var states = new ArrayList<State>();
        states.add(epoch.state());
        epoch = epoch.made("arn", JANUARY).begun(JANUARY);
        states.add(epoch.state());
        epoch = epoch.ended(JANUARY);
        states.add(epoch.state());
        epoch = epoch.rewrapped(JANUARY);
        states.add(epoch.state());
        epoch = epoch.disabled(JANUARY);
        states.add(epoch.state());
        epoch = epoch.deleting(JANUARY);
        states.add(epoch.state());
        states.add(epoch.deleted(JANUARY).state());
        assertThat(states).containsExactly(State.values());
    }

    @Test
    void whatWasDestroyedIsFinalWhenEveryKeyThatEverWrappedItIsGone() {
        var gone = FEBRUARY.plus(Duration.ofDays(9));
        var first = begun(1, JANUARY)
                .ended(FEBRUARY)
                .rewrapped(FEBRUARY)
                .disabled(FEBRUARY)
                .deleting(gone)
                .deleted(gone);
        var second = begun(2, FEBRUARY);
        assertThat(EpochRules.finality(List.of(first), JANUARY.plus(TICK), gone))
                .contains(new EpochRules.Finality(gone, true));
        var both = EpochRules.finality(List.of(first, second), FEBRUARY.plus(EpochRules.QUARANTINE), gone);
        assertThat(both).hasValueSatisfying(finality -> {
            assertThat(finality.confirmed()).as("the second still lives").isFalse();
            assertThat(finality.at()).isAfter(Instant.parse("2026-03-08T00:00:00Z"));
        });
        assertThat(EpochRules.finality(List.of(), FEBRUARY, FEBRUARY)).isEmpty();
    }

    /** 10 minutes until the next is used, 30 until it is rewrapped, 30 until it is disabled, a day until deletion is asked for, seven days until it. */
    @Test
    void whatIsExpectedOfARotationThatIsLateIsReckonedFromNow() {
        var march = Instant.parse("2026-03-20T12:00:00Z");
        var onTime = EpochRules.finality(List.of(begun(1, JANUARY)), JANUARY, JANUARY);
        assertThat(onTime).contains(new EpochRules.Finality(Instant.parse("2026-02-09T01:10:00Z"), false));
        var late = EpochRules.finality(List.of(begun(1, JANUARY)), JANUARY, march);
        assertThat(late).contains(new EpochRules.Finality(Instant.parse("2026-03-28T13:00:00Z"), false));
        var ended = begun(1, JANUARY).ended(FEBRUARY).rewrapped(FEBRUARY).disabled(FEBRUARY);
        assertThat(EpochRules.finality(List.of(ended), JANUARY, march))
                .contains(new EpochRules.Finality(Instant.parse("2026-03-27T12:00:00Z"), false));
        var due = ended.deleting(FEBRUARY.plus(Duration.ofDays(8)));
        assertThat(EpochRules.finality(List.of(due), JANUARY, march))
                .as("to be deleted long ago, and not seen to be")
                .contains(new EpochRules.Finality(march, false));
    }

    /** Whatever is done late, nothing is ever done early, and it ends with a key that is gone. */
    @Test
    void aLifeOfRandomDelaysKeepsEveryWait() {
        var seed = 20261124L;
        var random = new SplittableRandom(seed);
        for (var life = 0; life < 200; life++) {
            var now = JANUARY;
            var old = begun(1, JANUARY);
            var current = begun(2, FEBRUARY);
            now = FEBRUARY;
            old = old.ended(now);
            for (var step = 0; old.state() != State.DELETED; step++) {
                assertThat(step).as("seed %d", seed).isLessThan(2_000);
                switch (EpochRules.next(List.of(old, current), "arn:2", false, now)) {
                    case Step.Rewrap _ -> {
                        assertThat(Duration.between(FEBRUARY, now)).isGreaterThanOrEqualTo(EpochRules.GAP);
                        old = old.rewrapped(now);
                    }
                    case Step.Disable _ -> {
                        assertThat(Duration.between(old.rewrappedAt().orElseThrow(), now))
                                .isGreaterThanOrEqualTo(EpochRules.GAP);
                        old = old.disabled(now);
                    }
                    case Step.Delete _ -> {
                        assertThat(Duration.between(old.disabledAt().orElseThrow(), now))
                                .isGreaterThanOrEqualTo(EpochRules.QUARANTINE);
                        old = old.deleting(now.plus(EpochRules.DELETION_WINDOW));
                    }
                    case Step.Confirm _ -> old = old.deleted(now);
                    case Step.Wait(var until) -> {
                        assertThat(until).isAfter(now);
                        now = now.plus(Duration.ofMinutes(random.nextLong(1, 600)));
                    }
                    case Step.Prepare _ -> {
                        // Another month: for this life it is left at two epochs.
                        current = begun(2, now);
                    }
                    case Step.Adopt _, Step.Follow _, Step.Make _, Step.Turn _ ->
                        throw new AssertionError("not in this life");
                }
            }
        }
    }
}
