package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many ask for a key that is not there yet: it is made once, and nobody waits in vain. */
@Timeout(30)
class KeyFlightsTest {
    private static final long SEED = 20_260_301;
    private static final int MANY = 100;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Tenant SHOP = new Tenant("shop");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));

    private final MovableClock clock = new MovableClock(NOON);
    private final Held wrap = new Held();
    private final FakeKeyRows rows = new FakeKeyRows();
    private final Vault vault = environment();

    /** A key service whose answers can be held back. */
    private static final class Held implements KeyWrap {
        final FakeKeyWrap inner = new FakeKeyWrap(SEED);
        volatile Optional<CountDownLatch> gate = Optional.empty();
        volatile Optional<RuntimeException> failing = Optional.empty();

        @Override
        public Generated generate(KeyName name) {
            gate.ifPresent(KeyFlightsTest::await);
            if (failing.isPresent()) {
                inner.generated.incrementAndGet();
                throw failing.get();
            }
            return inner.generate(name);
        }

        @Override
        public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
            return inner.unwrap(wrapped, name);
        }

        @Override
        public WrappedKey rewrap(WrappedKey wrapped, KeyName name) {
            return inner.rewrap(wrapped, name);
        }

        @Override
        public WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo) {
            return inner.adopt(wrapped, name, boundTo);
        }
    }

    @Test
    void manyWhoAskForOnePersonsKeyGetTheOne() throws Exception {
        var keys = new HashSet<SubjectKey>();
        for (var asker : together(() -> vault.keyFor(SHOP, ANA, new KeyState.Absent()))) {
            keys.add(asker.get());
        }
        assertThat(keys).containsExactly(live());
        assertThat(wrap.inner.generated).hasValue(1);
    }

    @Test
    void manyWhoSealForOneDayMakeItsKeyOnce() throws Exception {
        var label = new Label("records", SHOP, Optional.empty(), "answer", "", "", "answer", Optional.of(TODAY), 1);
        var sealed = new ArrayList<Sealed>();
        for (var asker : together(() -> vault.sealForDay(label, Plaintext.of("hello")))) {
            sealed.add(asker.get());
        }
        assertThat(sealed)
                .allSatisfy(one -> assertThat(vault.openForDay(label, one).bytes())
                        .asString()
                        .isEqualTo("hello"));
        assertThat(wrap.inner.generated).hasValue(1);
    }

    @Test
    void manyWhoAskForATenantsNamesMakeTheirKeyOnce() throws Exception {
        var pseudonyms = new Pseudonyms(wrap, rows, new UnwrapCache(clock), clock);
        var names = new HashSet<String>();
        for (var asker : together(() -> pseudonyms.of(SHOP).digest(new byte[1]))) {
            names.add(asker.get());
        }
        assertThat(names).hasSize(1);
        assertThat(wrap.inner.generated).hasValue(1);
    }

    @Test
    void whoLookedBeforeTheKeyWasMadeAndAsksAfterwardsFindsIt() {
        var looked = rows.subject(SHOP, ANA);
        var made = vault.keyFor(SHOP, ANA, looked);
        assertThat(vault.keyFor(SHOP, ANA, looked)).isEqualTo(made);
        assertThat(wrap.inner.generated).hasValue(1);
    }

    @Test
    void whoeverLostToAnotherEnvironmentLosesOnce() {
        var looked = rows.subject(SHOP, ANA);
        rows.meanwhile(() -> environment().keyFor(SHOP, ANA, looked));
        var found = vault.keyFor(SHOP, ANA, looked);
        assertThat(vault.keyFor(SHOP, ANA, looked)).isEqualTo(found).isEqualTo(live());
        assertThat(wrap.inner.generated).as("one in each environment").hasValue(2);
    }

    @Test
    void aKeyMadeHereIsNotHandedOutOnceItsOwnerIsErased() {
        var looked = rows.subject(SHOP, ANA);
        vault.keyFor(SHOP, ANA, looked);
        rows.erase(SHOP, ANA, NOON);
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, looked));
        rows.comeBack(SHOP, ANA, NOON);
        assertUnopenable(Reason.ERASED, () -> vault.keyFor(SHOP, ANA, looked));
        assertThat(wrap.inner.generated).hasValue(1);
        assertThat(vault.keyFor(SHOP, ANA, rows.subject(SHOP, ANA))).isEqualTo(live());
        assertThat(wrap.inner.generated).as("a new life has a new key").hasValue(2);
    }

    @Test
    void whoWaitsIsToldOfTheFailureAndTheNextTriesAgain() throws Exception {
        for (var failure : List.of(
                new KeyUnavailable(KeyUnavailable.Reason.DENIED),
                new IllegalStateException("a bug is no reason to hang"))) {
            wrap.failing = Optional.of(failure);
            wrap.inner.generated.set(0);
            for (var asker : together(() -> vault.keyFor(SHOP, ANA, new KeyState.Absent()))) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(asker::get)
                        .havingCause()
                        .isSameAs(failure);
            }
            assertThat(wrap.inner.generated).hasValue(1);
            assertThat(rows.subject(SHOP, ANA)).isEqualTo(new KeyState.Absent());
        }
        wrap.failing = Optional.empty();
        assertThat(vault.keyFor(SHOP, ANA, new KeyState.Absent())).isEqualTo(live());
    }

    @Test
    void whatWasForgottenIsReadAgainAndNotMadeAgain() {
        var looked = rows.subject(SHOP, ANA);
        var label = new Label("records", SHOP, Optional.empty(), "answer", "", "", "answer", Optional.of(TODAY), 1);
        var made = vault.keyFor(SHOP, ANA, looked);
        var sealed = vault.sealForDay(label, Plaintext.of("hello"));
        vault.forget();
        assertThat(vault.keyFor(SHOP, ANA, rows.subject(SHOP, ANA))).isEqualTo(made);
        assertThat(vault.openForDay(label, sealed).bytes()).asString().isEqualTo("hello");
        assertThat(wrap.inner.generated).hasValue(2);
    }

    private SubjectKey live() {
        return ((KeyState.Live) rows.subject(SHOP, ANA)).key();
    }

    private Vault environment() {
        var random = new SplittableRandom(SEED);
        return new Vault(wrap, rows, new UnwrapCache(clock), random, new RandomIds(random), clock);
    }

    /** One asks; while the key service takes its time, all the others do; then it answers. */
    private <T> List<FutureTask<T>> together(Callable<T> ask) {
        var goOn = new CountDownLatch(1);
        wrap.gate = Optional.of(goOn);
        var askers = new ArrayList<FutureTask<T>>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < MANY; i++) {
            var asker = new FutureTask<>(ask);
            askers.add(asker);
            threads.add(Thread.ofPlatform().daemon().start(asker));
        }
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        wrap.gate = Optional.empty();
        return askers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }
}
