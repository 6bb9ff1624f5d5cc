package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.crypto.KeyRows.DayState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final int SALTS = 100_000;
    private static final int SEALERS = 32;
    private static final Tenant DEMO = new Tenant("demo");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final Instant ERASED_AT = Instant.parse("2026-02-28T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final KeyState ABSENT = new KeyState.Absent();

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    final FakeKeys keys = new FakeKeys();
    final Vault vault = vault();

    @Test
    void opensWhatItSealed() {
        var key = vault.keyFor(DEMO, ANA, ABSENT);
        for (var label : List.of(label(key.sid(), Optional.of(TODAY)), label(key.sid(), Optional.empty()))) {
            var sealed = vault.seal(key, label, Plaintext.of("hello"));
            assertThat(vault.open(key, label, sealed, permit(DEMO, key.sid())).bytes())
                    .isEqualTo(Plaintext.of("hello").bytes());
        }
        assertThat(keys.unwrapped).hasValue(0);
    }

    @Test
    void whatStandsIsReadNotMadeAgain() {
        var key = vault.keyFor(DEMO, ANA, ABSENT);
        assertThat(vault.keyFor(DEMO, ANA, keys.subject(DEMO, ANA))).isEqualTo(key);
        assertThat(keys.generated).hasValue(1);
    }

    @Test
    void theLoserOfARaceUsesTheWinnersKey() {
        var winners = new ArrayList<SubjectKey>();
        keys.meanwhile.add(() -> winners.add(vault().keyFor(DEMO, ANA, ABSENT)));
        var losers = vault.keyFor(DEMO, ANA, ABSENT);
        assertThat(winners).containsExactly(losers);
        assertThat(keys.created).hasValue(1);
        var label = label(losers.sid(), Optional.of(TODAY));
        var sealed = vault.seal(losers, label, Plaintext.of("hello"));
        assertThat(vault().open(losers, label, sealed, permit(DEMO, losers.sid()))
                        .bytes())
                .isEqualTo(Plaintext.of("hello").bytes());
    }

    @Test
    void anErasedPersonGetsNoKey() {
        var erased = new KeyState.Erased(1, ERASED_AT, Optional.empty());
        refused(Reason.ERASED, () -> vault.keyFor(DEMO, ANA, erased));
        assertThat(keys.generated).hasValue(0);
    }

    @Test
    void aPersonErasedBetweenReadAndCreateGetsNoKey() {
        keys.meanwhile.add(() -> keys.subjects.put(ANA, new KeyState.Erased(1, ERASED_AT, Optional.empty())));
        refused(Reason.ERASED, () -> vault.keyFor(DEMO, ANA, ABSENT));
        assertThat(keys.created).hasValue(0);
    }

    @Test
    void aPersonErasedAndReturnedBetweenReadAndCreateGetsNoKey() {
        var returned = new KeyState.Returned(1, ERASED_AT);
        keys.meanwhile.add(() -> keys.subjects.put(ANA, returned));
        refused(Reason.ERASED, () -> vault.keyFor(DEMO, ANA, ABSENT));
        assertThat(keys.created).hasValue(0);
        assertThat(keys.subjects).containsEntry(ANA, returned);
    }

    @Test
    void aPersonWhoCameBackGetsANewKeyUnderAnotherStorageId() {
        var before = vault.keyFor(DEMO, ANA, ABSENT);
        var returned = new KeyState.Returned(1, ERASED_AT);
        keys.subjects.put(ANA, returned);
        var after = vault.keyFor(DEMO, ANA, returned);
        assertThat(after.sid()).isNotEqualTo(before.sid());
        assertThat(after.wrapped()).isNotEqualTo(before.wrapped());
    }

    @Test
    void noKeyIsMadeWhileTheKeyServiceIsDown() {
        keys.down = true;
        assertThatThrownBy(() -> vault.keyFor(DEMO, ANA, ABSENT)).isInstanceOf(KeyUnavailable.class);
        assertThat(keys.created).hasValue(0);
        assertThat(keys.subjects).isEmpty();
    }

    @Test
    void aDayThatIsOverHasNoKey() {
        var key = vault.keyFor(DEMO, ANA, ABSENT);
        var made = keys.generated.get();
        var label = label(key.sid(), Optional.of(TODAY.minusDays(1)));
        refused(Reason.EXPIRED, () -> vault.seal(key, label, Plaintext.of("hello")));
        refused(Reason.EXPIRED, () -> vault.sealForDay(label, Plaintext.of("hello")));
        assertThat(keys.generated).hasValue(made);
        assertThat(keys.days).isEmpty();
    }

    @Test
    void whatWasSealedIsGoneWithItsDayThoughItsKeyIsStillRemembered() {
        var key = vault.keyFor(DEMO, ANA, ABSENT);
        var label = label(key.sid(), Optional.of(TODAY));
        var sealed = vault.seal(key, label, Plaintext.of("hello"));
        now = Instant.parse("2026-03-01T23:59:59.999Z");
        assertThat(vault.open(key, label, sealed, permit(DEMO, key.sid())).bytes())
                .isNotEmpty();
        now = Instant.parse("2026-03-02T00:00:00Z");
        refused(Reason.EXPIRED, () -> vault.open(key, label, sealed, permit(DEMO, key.sid())));
    }

    @Test
    void aDayWhoseKeyIsDestroyedIsNotGivenAnother() {
        keys.days.put(TODAY, new DayState.Destroyed());
        var label = label(new StorageId("a".repeat(26)), Optional.of(TODAY));
        refused(Reason.EXPIRED, () -> vault.sealForDay(label, Plaintext.of("hello")));
        assertThat(keys.generated).hasValue(0);
        assertThat(keys.days).containsEntry(TODAY, new DayState.Destroyed());
    }

    @Test
    void theLoserOfADaysRaceUsesTheWinnersKey() {
        var label = label(new StorageId("a".repeat(26)), Optional.of(TODAY));
        var winners = new ArrayList<Sealed>();
        keys.meanwhile.add(() -> winners.add(vault().sealForDay(label, Plaintext.of("hello"))));
        vault.sealForDay(label, Plaintext.of("other"));
        assertThat(vault.openForDay(label, winners.getFirst()).bytes())
                .isEqualTo(Plaintext.of("hello").bytes());
        assertThat(keys.created).hasValue(1);
    }

    @Test
    void aPermitForSomebodyElseOpensNothing() {
        var key = vault.keyFor(DEMO, ANA, ABSENT);
        var label = label(key.sid(), Optional.of(TODAY));
        var sealed = vault.seal(key, label, Plaintext.of("hello"));
        var bob = new StorageId("b".repeat(26));
        refused(Reason.NOT_PERMITTED, () -> vault.open(key, label, sealed, permit(DEMO, bob)));
        refused(Reason.NOT_PERMITTED, () -> vault.open(key, label, sealed, permit(new Tenant("other"), key.sid())));
        // A permit for bob, and a label that says bob, with ana's key.
        refused(Reason.NOT_PERMITTED, () -> vault.open(key, label(bob, Optional.of(TODAY)), sealed, permit(DEMO, bob)));
        var nobodys = new Label("records", DEMO, Optional.empty(), "message", "", "", "text", Optional.of(TODAY), 1);
        refused(Reason.NOT_PERMITTED, () -> vault.open(key, nobodys, sealed, permit(DEMO, key.sid())));
    }

    @Test
    void theFirstSealsOfADayMakeOneKeyHoweverManyComeAtOnce() throws Exception {
        var label = label(new StorageId("a".repeat(26)), Optional.of(TODAY));
        var barrier = new CyclicBarrier(SEALERS);
        var sealed = new ArrayList<Future<Sealed>>();
        try (var executor = Executors.newFixedThreadPool(SEALERS)) {
            for (var i = 0; i < SEALERS; i++) {
                sealed.add(executor.submit(() -> {
                    barrier.await();
                    return vault.sealForDay(label, Plaintext.of("hello"));
                }));
            }
        }
        for (var one : sealed) {
            assertThat(vault.openForDay(label, one.get()).bytes())
                    .isEqualTo(Plaintext.of("hello").bytes());
        }
        assertThat(keys.generated).hasValue(1);
        assertThat(keys.created).hasValue(1);
        assertThat(keys.unwrapped).hasValue(0);
    }

    @Test
    void noSaltIsUsedTwice() {
        var label = label(new StorageId("a".repeat(26)), Optional.of(TODAY));
        var text = Plaintext.of("");
        var salts = new HashSet<ByteBuffer>();
        for (var i = 0; i < SALTS; i++) {
            var bytes = vault.sealForDay(label, text).bytes();
            salts.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 6, 22)));
        }
        assertThat(salts).hasSize(SALTS);
    }

    private Vault vault() {
        return new Vault(
                keys,
                keys,
                new UnwrapCache(() -> now),
                new SecureRandom(),
                new RandomIds(new SplittableRandom(keys.generated.get() + 1L)),
                () -> now);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Unopenable.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    private static Permit permit(Tenant tenant, StorageId sid) {
        return Permit.mint(tenant, sid, new Purpose("chat-history"), Instant.EPOCH);
    }

    private static Label label(StorageId sid, Optional<LocalDate> day) {
        return new Label("records", DEMO, Optional.of(sid), "message", "cnv_1", "msg_1", "text", day, 1);
    }
}
