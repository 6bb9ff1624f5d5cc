package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Copies under a hold's key. */
class HeldTextsTest {
    private static final long SEED = 20_260_302;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Tenant SHOP = new Tenant("shop");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final HoldId HOLD = new HoldId("hold_" + "0".repeat(26));

    private final MovableClock clock = new MovableClock(NOON);
    private final FakeKeyWrap wrap = new FakeKeyWrap(SEED);
    private final FakeKeyRows rows = new FakeKeyRows();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Vault vault = new Vault(wrap, rows, new UnwrapCache(clock), random, new RandomIds(random), clock);
    private final SubjectKey ana = vault.keyFor(SHOP, ANA, rows.subject(SHOP, ANA));
    private final Label label = new Label(
            "records", SHOP, Optional.of(ana.sid()), "message", "cnv_1", "msg_1", "content", Optional.of(TODAY), 1);
    private final Sealed sealed = vault.seal(ana, label, Plaintext.of("hello"));
    private final HoldKey key = vault.newHold(SHOP, HOLD);

    @Test
    void aCopyOpensUnderItsHoldAloneWhateverBecomesOfThePersonAndTheDay() {
        var copy = vault.hold(key, ana, label, sealed);
        rows.destroyDay(SHOP, TODAY);
        rows.erase(SHOP, ANA, NOON);
        assertThat(vault.openHeld(key, copy.label(), copy.sealed()).bytes())
                .asString()
                .isEqualTo("hello");
        var other = vault.newHold(SHOP, new HoldId("hold_" + "1".repeat(26)));
        assertReason(() -> vault.openHeld(other, copy.label(), copy.sealed()), Reason.TAMPERED);
        assertReason(() -> vault.openHeld(key, label, copy.sealed()), Reason.TAMPERED);
    }

    @Test
    void whileItsKeyLivesADayThatEndedCanStillBeCopiedAndReadByNobodyElse() {
        clock.pass(Duration.ofDays(1));
        var made = wrap.generated.get();
        var copy = vault.hold(key, ana, label, sealed);
        assertThat(vault.openHeld(key, copy.label(), copy.sealed()).bytes())
                .asString()
                .isEqualTo("hello");
        var permit = Permit.mint(SHOP, ana.sid(), new Purpose("chat-history"), Instant.EPOCH);
        assertReason(() -> vault.open(ana, label, sealed, permit), Reason.EXPIRED);
        assertThat(wrap.generated.get()).isEqualTo(made);
    }

    @Test
    void aDestroyedDayIsNotCopiedAndNoKeyIsMadeForADayThatIsOver() {
        clock.pass(Duration.ofDays(1));
        rows.destroyDay(SHOP, TODAY);
        var made = wrap.generated.get();
        assertReason(() -> vault.hold(key, ana, label, sealed), Reason.EXPIRED);
        var before = new Label(
                "records",
                SHOP,
                Optional.of(ana.sid()),
                "message",
                "cnv_1",
                "msg_1",
                "content",
                Optional.of(TODAY.minusDays(9)),
                1);
        assertReason(() -> vault.hold(key, ana, before, sealed), Reason.EXPIRED);
        assertThat(wrap.generated.get()).isEqualTo(made);
    }

    @Test
    void whatAHoldSaysOfItselfOpensUnderItsKeyAlone() {
        var reference =
                new Label("keys", SHOP, Optional.empty(), "hold", "", HOLD.value(), "reference", Optional.empty(), 1);
        var said = vault.sealForHold(key, reference, Plaintext.of("a matter"));
        assertThat(vault.openHeld(key, reference, said).bytes()).asString().isEqualTo("a matter");
        var other = vault.newHold(SHOP, new HoldId("hold_" + "1".repeat(26)));
        assertReason(() -> vault.openHeld(other, reference, said), Reason.TAMPERED);
    }

    private static void assertReason(Runnable opening, Reason reason) {
        assertThatThrownBy(opening::run).isInstanceOfSatisfying(Unopenable.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
