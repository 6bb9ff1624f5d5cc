package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.crypto.KeyRows.DayState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final long SEED = 20_260_301;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Tenant SHOP = new Tenant("shop");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final SubjectId BEA = new SubjectId("sub1_" + "b".repeat(26));

    private final MovableClock clock = new MovableClock(NOON);
    private final FakeKeyWrap wrap = new FakeKeyWrap(SEED);
    private final FakeKeyRows rows = new FakeKeyRows();
    private final UnwrapCache cache = new UnwrapCache(clock);
    private final Vault vault = vault(cache);

    @Test
    void whatWasSealedOpensForWhoMayRead() {
        var ana = key(ANA);
        var sealed = vault.seal(ana, message(ana, TODAY), Plaintext.of("hello"));
        assertThat(vault.open(ana, message(ana, TODAY), sealed, permit(SHOP, ana.sid()))
                        .bytes())
                .asString()
                .isEqualTo("hello");
    }

    @Test
    void anotherEnvironmentOpensItToo() {
        var ana = key(ANA);
        var sealed = vault.seal(ana, message(ana, TODAY), Plaintext.of("hello"));
        var other = vault(new UnwrapCache(clock));
        assertThat(other.open(ana, message(ana, TODAY), sealed, permit(SHOP, ana.sid()))
                        .bytes())
                .asString()
                .isEqualTo("hello");
    }

    @Test
    void aPermitForSomebodyElseOpensNothing() {
        var ana = key(ANA);
        var bea = key(BEA);
        var sealed = vault.seal(ana, message(ana, TODAY), Plaintext.of("hello"));
        assertUnopenable(
                Reason.NOT_PERMITTED, () -> vault.open(ana, message(ana, TODAY), sealed, permit(SHOP, bea.sid())));
        assertUnopenable(
                Reason.NOT_PERMITTED,
                () -> vault.open(ana, message(ana, TODAY), sealed, permit(new Tenant("shop-2"), ana.sid())));
        assertUnopenable(
                Reason.NOT_PERMITTED, () -> vault.open(bea, message(ana, TODAY), sealed, permit(SHOP, ana.sid())));
    }

    /** It would open for neither: the text would be lost. */
    @Test
    void nothingIsSealedUnderSomebodyElsesKeyNorUnderAPersonsWhatIsNobodys() {
        var ana = key(ANA);
        var bea = key(BEA);
        assertThatIllegalStateException()
                .isThrownBy(() -> vault.seal(bea, message(ana, TODAY), Plaintext.of("hello")))
                .withMessage("what is sealed under a person's key is theirs");
        assertThatIllegalStateException().isThrownBy(() -> vault.seal(ana, answer(TODAY), Plaintext.of("hello")));
        assertThat(wrap.unwrapped).as("and no key is asked for").hasValue(0);
    }

    @Test
    void aPermitOpensNothingThatIsNobodys() {
        var ana = key(ANA);
        var sealed = vault.sealForDay(answer(TODAY), Plaintext.of("hello"));
        assertUnopenable(Reason.NOT_PERMITTED, () -> vault.open(ana, answer(TODAY), sealed, permit(SHOP, ana.sid())));
    }

    @Test
    void aTextMovedToSomebodyElseDoesNotOpenForThem() {
        var ana = key(ANA);
        var bea = key(BEA);
        var sealed = vault.seal(ana, message(ana, TODAY), Plaintext.of("hello"));
        assertUnopenable(Reason.TAMPERED, () -> vault.open(bea, message(bea, TODAY), sealed, permit(SHOP, bea.sid())));
    }

    @Test
    void theLoserOfARaceToCreateUsesTheWinnersKey() {
        var winner = vault(new UnwrapCache(clock));
        rows.meanwhile(() -> winner.keyFor(SHOP, ANA, new KeyState.Absent()));
        var ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
        assertThat(rows.subject(SHOP, ANA)).isEqualTo(new KeyState.Live(0, ana));
        assertThat(wrap.generated).hasValue(2);
    }

    @Test
    void somebodyWhoIsErasedGetsNoKey() {
        rows.erase(SHOP, ANA, NOON);
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, rows.subject(SHOP, ANA)));
        assertThat(wrap.generated).hasValue(0);
    }

    @Test
    void somebodyErasedBeforeTheirKeyIsWrittenGetsNone() {
        rows.meanwhile(() -> rows.erase(SHOP, ANA, NOON));
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, new KeyState.Absent()));
        assertThat(rows.subject(SHOP, ANA)).isInstanceOf(KeyState.Erased.class);
    }

    @Test
    void somebodyErasedAndBackBeforeTheirKeyIsWrittenGetsNoneForWhatWasReadBefore() {
        rows.meanwhile(() -> {
            rows.erase(SHOP, ANA, NOON);
            rows.comeBack(SHOP, ANA, NOON);
        });
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, new KeyState.Absent()));
        assertThat(rows.subject(SHOP, ANA)).isInstanceOf(KeyState.Returned.class);
    }

    @Test
    void somebodyErasedAndBackWithANewKeyKeepsItFromWhatWasReadBefore() {
        rows.meanwhile(() -> {
            rows.erase(SHOP, ANA, NOON);
            rows.comeBack(SHOP, ANA, NOON);
            vault(new UnwrapCache(clock)).keyFor(SHOP, ANA, rows.subject(SHOP, ANA));
        });
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, new KeyState.Absent()));
    }

    @Test
    void somebodyWhoCameBackBeginsUnderANewKeyAndANewPlace() {
        var before = key(ANA);
        rows.erase(SHOP, ANA, NOON);
        rows.comeBack(SHOP, ANA, NOON);
        var after = key(ANA);
        assertThat(after.sid()).isNotEqualTo(before.sid());
        assertThat(rows.subject(SHOP, ANA)).isEqualTo(new KeyState.Live(1, after));
    }

    @Test
    void aDayThatIsOverIsClosedThoughItsKeyIsStillInMemory() {
        var ana = key(ANA);
        var sealed = vault.seal(ana, message(ana, TODAY), Plaintext.of("hello"));
        clock.pass(Duration.ofHours(12).minusNanos(1));
        vault.open(ana, message(ana, TODAY), sealed, permit(SHOP, ana.sid()));
        clock.pass(Duration.ofNanos(1));
        assertUnopenable(Reason.EXPIRED, () -> vault.open(ana, message(ana, TODAY), sealed, permit(SHOP, ana.sid())));
    }

    @Test
    void theKeyOfAPastDayIsNeverMade() {
        var ana = key(ANA);
        var yesterday = TODAY.minusDays(1);
        assertUnopenable(Reason.EXPIRED, () -> vault.seal(ana, message(ana, yesterday), Plaintext.of("late")));
        assertUnopenable(Reason.EXPIRED, () -> vault.sealForDay(answer(yesterday), Plaintext.of("late")));
        assertThat(rows.day(SHOP, yesterday)).isEqualTo(new DayState.Absent());
        assertThat(wrap.generated).hasValue(1);
    }

    @Test
    void aDestroyedDayStaysDestroyed() {
        rows.destroyDay(SHOP, TODAY);
        assertUnopenable(Reason.EXPIRED, () -> vault.sealForDay(answer(TODAY), Plaintext.of("late")));
        assertThat(rows.day(SHOP, TODAY)).isEqualTo(new DayState.Destroyed());
    }

    @Test
    void aDayDestroyedBeforeItsKeyIsWrittenStaysDestroyed() {
        rows.meanwhile(() -> rows.destroyDay(SHOP, TODAY));
        assertUnopenable(Reason.EXPIRED, () -> vault.sealForDay(answer(TODAY), Plaintext.of("late")));
        assertThat(rows.day(SHOP, TODAY)).isEqualTo(new DayState.Destroyed());
    }

    @Test
    void theLoserOfARaceToTheDaysFirstKeySealsUnderTheWinners() {
        var winner = vault(new UnwrapCache(clock));
        rows.meanwhile(() -> winner.sealForDay(answer(TODAY), Plaintext.of("first")));
        var sealed = vault.sealForDay(answer(TODAY), Plaintext.of("second"));
        assertThat(winner.openForDay(answer(TODAY), sealed).bytes()).asString().isEqualTo("second");
    }

    @Test
    void manyFirstSealsOfADayMakeOneKey() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Sealed> seal = () -> vault.sealForDay(answer(TODAY), Plaintext.of("first"));
            for (var sealed :
                    threads.invokeAll(Stream.generate(() -> seal).limit(64).toList())) {
                assertThat(vault.openForDay(answer(TODAY), sealed.get()).bytes())
                        .asString()
                        .isEqualTo("first");
            }
        }
        assertThat(wrap.generated).hasValue(1);
        assertThat(wrap.unwrapped).hasValue(0);
    }

    @Test
    void aTenantsSealNeedsItsOwnDay() {
        var sealed = vault.sealForDay(answer(TODAY), Plaintext.of("answer"));
        vault.sealForDay(answer(TODAY.plusDays(1)), Plaintext.of("another"));
        assertUnopenable(Reason.TAMPERED, () -> vault.openForDay(answer(TODAY.plusDays(1)), sealed));
    }

    private Vault vault(UnwrapCache of) {
        var random = new SplittableRandom(SEED + wrap.generated.get());
        return new Vault(wrap, rows, of, random, new RandomIds(random), clock);
    }

    private SubjectKey key(SubjectId subject) {
        return vault.keyFor(SHOP, subject, rows.subject(SHOP, subject));
    }

    private static Permit permit(Tenant tenant, StorageId sid) {
        return Permit.mint(tenant, sid, new Purpose("chat-history"), Instant.EPOCH);
    }

    private static Label message(SubjectKey key, LocalDate day) {
        return label(Optional.of(key.sid()), "message", day);
    }

    private static Label answer(LocalDate day) {
        return label(Optional.empty(), "answer", day);
    }

    private static Label label(Optional<StorageId> sid, String kind, LocalDate day) {
        return new Label("records", SHOP, sid, kind, "cnv_1", "msg_1", "content", Optional.of(day), 1);
    }
}
