package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.crypto.KeyName.Kind;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UnwrapCacheTest {
    private static final KeyName ANA = new KeyName(new Tenant("shop"), Kind.SUBJECT, "ana", 1);
    private static final KeyName BEA = new KeyName(new Tenant("shop"), Kind.SUBJECT, "bea", 1);
    private static final WrappedKey WRAPPED = wrapped(0);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final UnwrapCache cache = new UnwrapCache(clock);
    private final AtomicInteger unwrapped = new AtomicInteger();

    @Test
    void aKeyIsUnwrappedOnceForItsManyUses() {
        for (var use = 0; use < 10; use++) {
            assertThat(get(WRAPPED, ANA)).isEqualTo(key(1));
        }
        assertThat(unwrapped).hasValue(1);
    }

    @Test
    void aKeyThatWasJustMadeIsNotUnwrapped() {
        cache.put(WRAPPED, ANA, new KeyBytes(key(7)));
        assertThat(get(WRAPPED, ANA)).isEqualTo(key(7));
        assertThat(unwrapped).hasValue(0);
    }

    @Test
    void whoAsksGetsACopyThatMayBeZeroed() {
        cache.get(WRAPPED, ANA, () -> new KeyBytes(key(1))).close();
        cache.get(WRAPPED, ANA, UnwrapCacheTest::never).close();
        assertThat(cache.get(WRAPPED, ANA, UnwrapCacheTest::never).as("AES").getEncoded())
                .isEqualTo(key(1));
    }

    @Test
    void aKeyIsForgottenAfterFiveMinutesHoweverOftenItWasUsed() {
        get(WRAPPED, ANA);
        clock.pass(UnwrapCache.AGE_MAX.minusMillis(1));
        get(WRAPPED, ANA);
        assertThat(unwrapped).hasValue(1);
        clock.pass(Duration.ofMillis(1));
        get(WRAPPED, ANA);
        assertThat(unwrapped).hasValue(2);
        assertThat(UnwrapCache.AGE_MAX).hasSeconds(300);
    }

    @Test
    void anEnvironmentThatThawsZeroesWhateverIsTooOld() throws Exception {
        get(WRAPPED, ANA);
        var held = held();
        clock.pass(Duration.ofDays(1));
        get(wrapped(9), BEA);
        assertThat(held).singleElement().satisfies(UnwrapCacheTest::isZeroed);
    }

    /** One look at the oldest must not hide a younger one that has become too old as well. */
    @Test
    void eachKeyIsForgottenInItsOwnTime() throws Exception {
        for (var minute = 0; minute < 4; minute++) {
            get(wrapped(minute), ANA);
            clock.pass(Duration.ofMinutes(1));
        }
        var held = held();
        for (var minute = 0; minute < 4; minute++) {
            clock.pass(Duration.ofMinutes(1));
            cache.put(wrapped(9), BEA, new KeyBytes(key(1)));
            assertThat(held.get(minute)).satisfies(UnwrapCacheTest::isZeroed);
            assertThat(held.subList(minute + 1, 4)).noneSatisfy(UnwrapCacheTest::isZeroed);
        }
    }

    @Test
    void aKeyKeptWhenTheClockWasSetBackIsForgottenInItsTimeToo() throws Exception {
        get(wrapped(1), ANA);
        clock.pass(Duration.ofHours(-1));
        get(wrapped(2), ANA);
        var held = held();
        clock.pass(UnwrapCache.AGE_MAX);
        get(wrapped(3), ANA);
        assertThat(held.get(1)).satisfies(UnwrapCacheTest::isZeroed);
        clock.pass(Duration.ofHours(1));
        get(wrapped(4), ANA);
        assertThat(held).allSatisfy(UnwrapCacheTest::isZeroed);
    }

    @Test
    void aKeyIsForgottenAndZeroedAfterAThousandUses() throws Exception {
        cache.put(WRAPPED, ANA, new KeyBytes(key(1)));
        var held = held();
        for (var use = 0; use < UnwrapCache.USES_MAX; use++) {
            get(WRAPPED, ANA);
        }
        assertThat(unwrapped).hasValue(0);
        assertThat(held).singleElement().satisfies(UnwrapCacheTest::isZeroed);
        get(WRAPPED, ANA);
        assertThat(unwrapped).hasValue(1);
        assertThat(UnwrapCache.USES_MAX).isEqualTo(1_000);
    }

    @Test
    void theUseItWasUnwrappedForCountsToo() {
        for (var use = 0; use < UnwrapCache.USES_MAX; use++) {
            get(WRAPPED, ANA);
        }
        assertThat(unwrapped).hasValue(1);
        get(WRAPPED, ANA);
        assertThat(unwrapped).hasValue(2);
    }

    @Test
    void theKeyUsedLeastRecentlyMakesRoomAndIsZeroed() throws Exception {
        for (var i = 0; i < UnwrapCache.KEYS_MAX; i++) {
            get(wrapped(i), ANA);
        }
        get(wrapped(0), ANA);
        var held = held();
        assertThat(held).hasSize(2_000);
        get(wrapped(UnwrapCache.KEYS_MAX), ANA);
        assertThat(held()).hasSize(2_000);
        assertThat(held.getFirst()).satisfies(UnwrapCacheTest::isZeroed);
        get(wrapped(0), ANA);
        assertThat(unwrapped).hasValue(2_001);
        get(wrapped(1), ANA);
        assertThat(unwrapped).hasValue(2_002);
    }

    @Test
    void clearingZeroesEverything() throws Exception {
        IntStream.range(0, 10).forEach(i -> get(wrapped(i), ANA));
        var held = held();
        cache.clear();
        assertThat(held).hasSize(10).allSatisfy(UnwrapCacheTest::isZeroed);
        assertThat(held()).isEmpty();
        get(wrapped(0), ANA);
        assertThat(unwrapped).hasValue(11);
    }

    @Test
    void keepingAKeyAgainZeroesTheOneBefore() throws Exception {
        cache.put(WRAPPED, ANA, new KeyBytes(key(1)));
        var held = held();
        cache.put(WRAPPED, ANA, new KeyBytes(key(1)));
        assertThat(held).singleElement().satisfies(UnwrapCacheTest::isZeroed);
    }

    /** Otherwise a row that was given somebody else's wrapped key would open under the cached one, with nobody asked. */
    @Test
    void theSameWrappedBytesUnderAnyOtherNameAreUnwrappedAnew() {
        get(WRAPPED, ANA);
        var others = List.of(
                BEA,
                new KeyName(new Tenant("shop-2"), Kind.SUBJECT, "ana", 1),
                new KeyName(new Tenant("shop"), Kind.DAY, "ana", 1),
                new KeyName(new Tenant("shop"), Kind.SUBJECT, "ana", 2));
        assertThat(others).allSatisfy(other -> assertThatExceptionOfType(KeyUnavailable.class)
                .isThrownBy(() -> cache.get(WRAPPED, other, UnwrapCacheTest::refused)));
        assertThatExceptionOfType(KeyUnavailable.class)
                .isThrownBy(
                        () -> cache.get(new WrappedKey(WRAPPED.bytes(), "arn:other"), ANA, UnwrapCacheTest::refused));
    }

    @Test
    void aFailureIsNotKept() {
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(KeyUnavailable.class)
                    .isThrownBy(() -> cache.get(WRAPPED, ANA, UnwrapCacheTest::refused));
        }
        assertThat(get(WRAPPED, ANA)).isEqualTo(key(1));
    }

    @Test
    void manyWhoAskAtOnceWaitForOneUnwrapping() throws Exception {
        var askers = together(() -> {
            unwrapped.incrementAndGet();
            return new KeyBytes(key(1));
        });
        for (var asker : askers) {
            assertThat(asker.get()).isEqualTo(key(1));
        }
        assertThat(unwrapped).hasValue(1);
    }

    @Test
    void manyWhoAskAtOnceAreAllToldOfTheFailure() throws Exception {
        var askers = together(UnwrapCacheTest::refused);
        for (var asker : askers) {
            assertThat(asker)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(KeyUnavailable.class);
        }
    }

    @Test
    void whoWaitsForAnUnwrappingThatBreaksIsToldToo() throws Exception {
        var askers = together(() -> {
            throw new StackOverflowError();
        });
        for (var asker : askers) {
            assertThat(asker).failsWithin(Duration.ofSeconds(10));
        }
    }

    /** One asks; while it unwraps, seven more ask the same; then the unwrapping goes on. */
    private List<FutureTask<byte[]>> together(Supplier<KeyBytes> unwrap) throws InterruptedException {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var askers = new ArrayList<FutureTask<byte[]>>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            var asker = new FutureTask<>(() -> bytes(cache.get(WRAPPED, ANA, () -> {
                asked.countDown();
                await(goOn);
                return unwrap.get();
            })));
            askers.add(asker);
            threads.add(Thread.ofPlatform().daemon().start(asker));
            asked.await();
        }
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        return askers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private byte[] get(WrappedKey wrapped, KeyName name) {
        return bytes(cache.get(wrapped, name, () -> {
            unwrapped.incrementAndGet();
            return new KeyBytes(key(1));
        }));
    }

    private static byte[] bytes(KeyBytes key) {
        try (key) {
            return key.as("AES").getEncoded();
        }
    }

    private static KeyBytes never() {
        throw new AssertionError("it is in the cache");
    }

    private static KeyBytes refused() {
        throw new KeyUnavailable(KeyUnavailable.Reason.REFUSED);
    }

    private static byte[] key(int from) {
        var bytes = new byte[KeyBytes.LENGTH];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static WrappedKey wrapped(int which) {
        return new WrappedKey(new byte[] {(byte) (which >> 8), (byte) which}, "arn:epoch");
    }

    private static void isZeroed(KeyBytes key) {
        assertThat(key.as("AES").getEncoded()).containsOnly(0);
    }

    /** The keys the cache itself holds, oldest use first: reached into, since it hands out copies only. */
    private List<KeyBytes> held() throws ReflectiveOperationException {
        var entries = UnwrapCache.class.getDeclaredField("entries");
        entries.setAccessible(true);
        var keys = new ArrayList<KeyBytes>();
        for (var entry : ((Map<?, ?>) entries.get(cache)).values()) {
            var key = entry.getClass().getDeclaredField("key");
            key.setAccessible(true);
            keys.add((KeyBytes) key.get(entry));
        }
        return keys;
    }
}
