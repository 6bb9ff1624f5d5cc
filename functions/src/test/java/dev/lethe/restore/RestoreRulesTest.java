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
    private static final Row.Image IMAGE = new Row.Image() {};
    private static final WrappedKey WRAPPED = new WrappedKey(new byte[] {1}, "arn:1");
    private static final KeyName NAME = KeyName.subject(SHOP, SID, 1);

    private static Decision decide(Row.What what, Optional<Erased> erased, boolean lives) {
        return RestoreRules.decide(new Row(what, IMAGE), erased, _ -> lives, RELEASED::equals, NOW);
    }

    private static Optional<Erased> erased(int fence) {
        return Optional.of(new Erased(SHOP, ANA, fence, NOW, new RequestId("req_" + "0".repeat(26))));
    }

    private static Row.PersonsKey alive(int fence) {
        return new Row.PersonsKey(SHOP, ANA, fence, Optional.of(NAME), Optional.of(WRAPPED));
    }

    private static Row.PersonsKey tombstone(int fence) {
        return new Row.PersonsKey(SHOP, ANA, fence, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,7", "1,2"})
    void whoWasErasedAfterTheCopyWasMadeStaysErased(int copied, int last) {
        assertThat(decide(alive(copied), erased(last), true))
                .isEqualTo(new Decision.Bury(erased(last).orElseThrow()));
        assertThat(decide(tombstone(copied), erased(last), true)).isInstanceOf(Decision.Bury.class);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1"})
    void whoHasComeBackSinceKeepsTheirNewKey(int copied, int last) {
        assertThat(decide(alive(copied), erased(last), true)).isEqualTo(new Decision.Adopt(NAME, WRAPPED));
    }

    @Test
    void whoNeverWasErasedKeepsTheirKey() {
        assertThat(decide(alive(0), Optional.empty(), true)).isEqualTo(new Decision.Adopt(NAME, WRAPPED));
        assertThat(decide(tombstone(1), erased(1), true)).isEqualTo(new Decision.Copy());
    }

    @ParameterizedTest
    @CsvSource({"2026-02-28,true", "2026-03-01,false", "2026-04-01,false"})
    void theKeyOfADayThatIsOverDoesNotComeBack(LocalDate day, boolean over) {
        var name = KeyName.day(SHOP, day);
        assertThat(decide(new Row.DaysKey(day, name, Optional.of(WRAPPED)), Optional.empty(), true))
                .isEqualTo(over ? new Decision.EndDay() : new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.DaysKey(day, name, Optional.empty()), Optional.empty(), true))
                .isEqualTo(new Decision.Copy());
    }

    @Test
    void contentWhoseKeyIsGoneIsLeft() {
        var later = Optional.of(NOW.plusSeconds(1));
        assertThat(decide(new Row.Content(SID, later), Optional.empty(), false))
                .isEqualTo(new Decision.Leave(Why.ERASED));
        assertThat(decide(new Row.Content(SID, later), Optional.empty(), true)).isEqualTo(new Decision.Copy());
    }

    @Test
    void whateverHasExpiredIsLeft() {
        var over = Optional.of(NOW);
        assertThat(decide(new Row.Content(SID, over), Optional.empty(), true))
                .isEqualTo(new Decision.Leave(Why.EXPIRED));
        assertThat(decide(new Row.Plain(over), Optional.empty(), true)).isEqualTo(new Decision.Leave(Why.EXPIRED));
        assertThat(decide(new Row.Plain(Optional.empty()), Optional.empty(), true))
                .isEqualTo(new Decision.Copy());
    }

    @Test
    void whatIsOfOneTableOnlyIsLeft() {
        assertThat(decide(new Row.Passing(), Optional.empty(), true)).isEqualTo(new Decision.Leave(Why.PASSING));
    }

    @Test
    void whatAReleasedHoldKeptDoesNotComeBack() {
        var name = KeyName.hold(SHOP, HELD);
        assertThat(decide(new Row.OfHold(HELD, name, Optional.of(WRAPPED)), Optional.empty(), true))
                .isEqualTo(new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.OfHold(HELD, name, Optional.empty()), Optional.empty(), true))
                .isEqualTo(new Decision.Copy());
        for (var wrapped : List.of(Optional.of(WRAPPED), Optional.<WrappedKey>empty())) {
            assertThat(decide(new Row.OfHold(RELEASED, KeyName.hold(SHOP, RELEASED), wrapped), Optional.empty(), true))
                    .isEqualTo(new Decision.Leave(Why.RELEASED));
        }
    }

    @Test
    void otherKeysAreWrappedForTheTableTheyComeTo() {
        var name = KeyName.pseudonym(SHOP, 1);
        assertThat(decide(new Row.OtherKey(name, Optional.of(WRAPPED)), Optional.empty(), true))
                .isEqualTo(new Decision.Adopt(name, WRAPPED));
        assertThat(decide(new Row.OtherKey(name, Optional.empty()), Optional.empty(), true))
                .isEqualTo(new Decision.Copy());
    }
}
