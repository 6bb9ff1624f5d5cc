package dev.lethe.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.restore.RestoreRules.Decision;
import dev.lethe.restore.RestoreRules.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreRulesTest {
    private static final Tenant SHOP = new Tenant("shop");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final StorageId SID = new StorageId("s".repeat(26));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final HoldId RELEASED = new HoldId("hold_" + "0".repeat(26));
    private static final HoldId HELD = new HoldId("hold_" + "1".repeat(26));
    private static final Row.Kept WENT = new Row.Kept("M#1", NOW);
    private static final Row.Image IMAGE = new Row.Image() {};
    private static final WrappedKey WRAPPED = new WrappedKey(new byte[] {1}, "arn:1");
    private static final KeyName NAME = KeyName.subject(SHOP, SID, 1);

    private static Decision decide(Row.What what, List<Erased> erased, boolean lives) {
        return RestoreRules.decide(
                new Row(what, IMAGE), erased, _ -> lives, (_, kept) -> kept.equals(WENT), RELEASED::equals, NOW);
    }

    /** Whatever was made the same day is told apart by its fence. */
    private static List<Erased> erased(int fence) {
        return List.of(erased(fence, NOW));
    }

    private static Erased erased(int fence, Instant at) {
        return new Erased(SHOP, ANA, fence, at, new RequestId("req_" + "0".repeat(26)));
    }

    private static Row.PersonsKey alive(int fence) {
        return alive(fence, NOW);
    }

    private static Row.PersonsKey alive(int fence, Instant since) {
        return new Row.PersonsKey(SHOP, ANA, fence, since, Optional.of(NAME), Optional.of(WRAPPED));
    }

    private static Row.PersonsKey tombstone(int fence) {
        return tombstone(fence, NOW);
    }

    private static Row.PersonsKey tombstone(int fence, Instant since) {
        return new Row.PersonsKey(SHOP, ANA, fence, since, Optional.empty(), Optional.empty());
    }

    private static Instant day(int day) {
        return NOW.plus(Duration.ofDays(day));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,7", "1,2"})
    void whoWasErasedAfterTheCopyWasMadeStaysErased(int copied, int last) {
        assertThat(decide(alive(copied), erased(last), true))
                .isEqualTo(new Decision.Bury(erased(last).getFirst()));
        assertThat(decide(tombstone(copied), erased(last), true)).isInstanceOf(Decision.Bury.class);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1"})
    void whoHasComeBackSinceKeepsTheirNewKey(int copied, int last) {
        assertThat(decide(alive(copied), erased(last), true)).isEqualTo(new Decision.Adopt(NAME, WRAPPED));
    }

    @Test
    void whoNeverWasErasedKeepsTheirKey() {
        assertThat(decide(alive(0), List.of(), true)).isEqualTo(new Decision.Adopt(NAME, WRAPPED));
        assertThat(decide(tombstone(1), erased(1), true)).isEqualTo(new Decision.Copy());
    }

    /**
     * Erased on day 0, again on day 2, and forgotten to have been by day 40; a stranger from then on, erased on day 60. Each life's
     * key, and each tombstone, as a copy of its time has it.
     */
    @ParameterizedTest
    @CsvSource({
        "alive,0,-9,true", "alive,1,1,true", "tombstone,1,0,true", "tombstone,2,2,true",
        "alive,0,40,true", "tombstone,1,60,false", "alive,1,61,false", "alive,0,95,false"
    })
    void whoseTombstoneHadGoneIsNotTakenForWhoTheyWere(String state, int fence, int day, boolean buried) {
        var ledger = List.of(erased(2, day(2)), erased(1, day(60)), erased(1, day(0)));
        var row = state.equals("alive") ? alive(fence, day(day)) : tombstone(fence, day(day));
        if (buried) {
            assertThat(decide(row, ledger, true)).isEqualTo(new Decision.Bury(erased(1, day(60))));
        } else {
            assertThat(decide(row, ledger, true)).isNotInstanceOf(Decision.Bury.class);
        }
    }

    /** The ledger alone says it: a stranger who once was erased, and an erasure that a clock puts minutes before the key. */
    @Test
    void neitherAResetFenceNorAClockThatIsLateBringsAKeyBackOrTakesOneAway() {
        assertThat(decide(alive(0, day(40)), erased(1), true)).isEqualTo(new Decision.Adopt(NAME, WRAPPED));
        assertThat(decide(alive(0, NOW.plusSeconds(300)), erased(1), true)).isInstanceOf(Decision.Bury.class);
        assertThat(decide(alive(1, NOW.minusSeconds(300)), erased(1), true))
                .isEqualTo(new Decision.Adopt(NAME, WRAPPED));
        assertThat(decide(alive(7, day(-2)), erased(1), true))
                .as("it was erased two days later, however often before")
                .isInstanceOf(Decision.Bury.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-28,true", "2026-03-01,false", "2026-04-01,false"})
    void theKeyOfADayThatIsOverDoesNotComeBack(LocalDate day, boolean over) {
        var name = KeyName.day(SHOP, day);
        assertThat(decide(new Row.DaysKey(day, name, Optional.of(WRAPPED)), List.of(), true))
                .isEqualTo(over ? new Decision.EndDay() : new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.DaysKey(day, name, Optional.empty()), List.of(), true))
                .isEqualTo(new Decision.Copy());
    }

    private static Decision content(Optional<Row.Kept> kept, Optional<Instant> goesAt, boolean lives) {
        return decide(new Row.Content(SID, kept, goesAt), List.of(), lives);
    }

    @Test
    void contentWhoseKeyIsGoneIsLeft() {
        var later = Optional.of(NOW.plusSeconds(1));
        assertThat(content(Optional.empty(), later, false)).isEqualTo(new Decision.Leave(Why.ERASED));
        assertThat(content(Optional.empty(), later, true)).isEqualTo(new Decision.Copy());
    }

    @Test
    void whateverHasExpiredIsLeft() {
        var over = Optional.of(NOW);
        assertThat(content(Optional.empty(), over, true)).isEqualTo(new Decision.Leave(Why.EXPIRED));
        assertThat(decide(new Row.Plain(over), List.of(), true)).isEqualTo(new Decision.Leave(Why.EXPIRED));
        assertThat(decide(new Row.Plain(Optional.empty()), List.of(), true)).isEqualTo(new Decision.Copy());
    }

    @Test
    void whatWentIsLeftThoughItsTimeIsNotOver() {
        var later = Optional.of(NOW.plusSeconds(1));
        assertThat(content(Optional.of(WENT), later, true)).isEqualTo(new Decision.Leave(Why.GONE));
        assertThat(content(Optional.of(new Row.Kept("M#2", NOW)), later, true)).isEqualTo(new Decision.Copy());
    }

    @Test
    void whatIsOfOneTableOnlyOrIsNotUnderstoodIsLeft() {
        assertThat(decide(new Row.Passing(), List.of(), true)).isEqualTo(new Decision.Leave(Why.PASSING));
        assertThat(decide(new Row.NotUnderstood(), List.of(), true)).isEqualTo(new Decision.Leave(Why.NOT_UNDERSTOOD));
    }

    @Test
    void whatAReleasedHoldKeptDoesNotComeBack() {
        var name = KeyName.hold(SHOP, HELD);
        assertThat(decide(new Row.OfHold(HELD, name, Optional.of(WRAPPED)), List.of(), true))
                .isEqualTo(new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.OfHold(HELD, name, Optional.empty()), List.of(), true))
                .isEqualTo(new Decision.Copy());
        for (var wrapped : List.of(Optional.of(WRAPPED), Optional.<WrappedKey>empty())) {
            assertThat(decide(new Row.OfHold(RELEASED, KeyName.hold(SHOP, RELEASED), wrapped), List.of(), true))
                    .isEqualTo(new Decision.Leave(Why.RELEASED));
        }
    }

    @Test
    void otherKeysAreWrappedForTheTableTheyComeTo() {
        var name = KeyName.pseudonym(SHOP, 1);
        assertThat(decide(new Row.OtherKey(name, Optional.of(WRAPPED)), List.of(), true))
                .isEqualTo(new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.OtherKey(name, Optional.empty()), List.of(), true))
                .isEqualTo(new Decision.Copy());
    }
}
