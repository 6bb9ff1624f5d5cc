package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rows of keys into which somebody copied another row's wrapped key, with that key cached under its own name or not. */
class HostileKeyRowTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Tenant SHOP = new Tenant("shop");
    private static final Tenant OTHER_SHOP = new Tenant("shop-2");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final SubjectId BEA = new SubjectId("sub1_" + "b".repeat(26));
    private static final Plaintext TEXT = Plaintext.of("hello");

    private final FakeKeyWrap wrap = new FakeKeyWrap(1);
    private final FakeKeyRows rows = new FakeKeyRows();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Vault vault = vault(wrap);
    private final SubjectKey ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
    private final SubjectKey bea = vault.keyFor(SHOP, BEA, new KeyState.Absent());
    private final SubjectKey poisoned = new SubjectKey(bea.sid(), bea.version(), ana.wrapped());

    @Test
    void somebodyElsesWrappedKeySealsNothing() {
        assertRefused(() -> vault(wrap).seal(poisoned, message(SHOP, bea.sid()), TEXT));
        assertRefused(() -> vault(wrap).seal(poisoned, profile(SHOP, bea.sid()), TEXT));
    }

    @Test
    void somebodyElsesWrappedKeyOpensNothing() {
        var anas = vault.seal(ana, message(SHOP, ana.sid()), TEXT);
        var beas = vault.seal(bea, message(SHOP, bea.sid()), TEXT);
        assertRefused(() -> open(vault(wrap), poisoned, anas));
        assertRefused(() -> open(vault(wrap), poisoned, beas));
    }

    @Test
    void somebodyElsesWrappedKeyDoesNothingThoughItIsCachedUnderTheirName() {
        var anas = vault.seal(ana, message(SHOP, ana.sid()), TEXT);
        assertThat(wrap.unwrapped).as("the owner's key is in memory").hasValue(0);
        for (var attempt = 1; attempt <= 3; attempt++) {
            assertRefused(() -> vault.seal(poisoned, message(SHOP, bea.sid()), TEXT));
            assertRefused(() -> vault.seal(poisoned, profile(SHOP, bea.sid()), TEXT));
            assertRefused(() -> open(vault, poisoned, anas));
            assertThat(wrap.unwrapped).as("the key service is asked each time").hasValue(3 * attempt);
        }
    }

    @Test
    void aRefusalLeavesBothOwnersWithTheirKeys() {
        var anas = vault.seal(ana, message(SHOP, ana.sid()), TEXT);
        var beas = vault.seal(bea, message(SHOP, bea.sid()), TEXT);
        assertRefused(() -> open(vault, poisoned, beas));
        assertThat(open(vault, ana, anas).bytes()).asString().isEqualTo("hello");
        assertThat(open(vault, bea, beas).bytes()).asString().isEqualTo("hello");
    }

    @Test
    void aKeyOfAnotherTenantIsRefused() {
        assertRefused(() -> vault.seal(ana, message(OTHER_SHOP, ana.sid()), TEXT));
        assertRefused(() -> vault.seal(ana, profile(OTHER_SHOP, ana.sid()), TEXT));
    }

    @Test
    void aKeyPassedOffAsAnotherVersionIsRefused() {
        var newer = new SubjectKey(ana.sid(), ana.version() + 1, ana.wrapped());
        assertRefused(() -> vault.seal(newer, message(SHOP, ana.sid()), TEXT));
    }

    @Test
    void aWrappedKeySaidToBeUnderAnotherKeyOfTheServiceIsRefused() {
        var elsewhere = new SubjectKey(
                ana.sid(), ana.version(), new WrappedKey(ana.wrapped().bytes(), "arn:other"));
        assertRefused(() -> vault.seal(elsewhere, message(SHOP, ana.sid()), TEXT));
    }

    @Test
    void aDaysKeyInAPersonsRowIsRefused() {
        vault.sealForDay(answer(SHOP), TEXT);
        var days = ((KeyRows.DayState.Live) rows.day(SHOP, TODAY)).wrapped();
        var confused = new SubjectKey(bea.sid(), bea.version(), days);
        assertRefused(() -> vault.seal(confused, profile(SHOP, bea.sid()), TEXT));
    }

    @Test
    void aPersonsKeyInADaysRowIsRefused() {
        rows.createDay(SHOP, TODAY, ana.wrapped(), NOON.instant());
        assertRefused(() -> vault.sealForDay(answer(SHOP), TEXT));
        assertRefused(() -> vault.seal(ana, message(SHOP, ana.sid()), TEXT));
    }

    @Test
    void aDaysKeyInAnotherDaysRowIsRefused() {
        vault.sealForDay(answer(SHOP), TEXT);
        var days = ((KeyRows.DayState.Live) rows.day(SHOP, TODAY)).wrapped();
        rows.createDay(OTHER_SHOP, TODAY, days, NOON.instant());
        rows.createDay(SHOP, TODAY.plusDays(1), days, NOON.instant());
        assertRefused(() -> vault.sealForDay(answer(OTHER_SHOP), TEXT));
        assertRefused(() -> vault.sealForDay(
                Labels.of("records", "shop", "", "answer", "", "handle", "answer", "2026-03-02", 1), TEXT));
    }

    /** The context is what refuses: without it, a text would be sealed under somebody else's key. */
    @Test
    void aKeyServiceThatForgotTheContextWouldSealUnderTheWrongKey() {
        var forgetful = new Forgetful();
        var lax = vault(forgetful);
        var owner = lax.keyFor(OTHER_SHOP, ANA, new KeyState.Absent());
        var copied = new SubjectKey(bea.sid(), 1, owner.wrapped());
        var sealed = lax.seal(copied, profile(OTHER_SHOP, bea.sid()), TEXT);
        // Even then nothing opens in another place than it was sealed for.
        assertUnopenable(
                Reason.TAMPERED,
                () -> lax.open(
                        owner,
                        profile(OTHER_SHOP, owner.sid()),
                        sealed,
                        Permit.mint(OTHER_SHOP, owner.sid(), new Purpose("chat-history"), Instant.EPOCH)));
    }

    /**
     * The limit: the context names a storage id, not a pseudonym, since audit trails show it. A row copied whole, place and
     * all, makes its person the other one. Writing rows of keys is what the table's own rights keep.
     */
    @Test
    void aRowCopiedWholeIsNotFoundOut() {
        var whole = new SubjectKey(ana.sid(), ana.version(), ana.wrapped());
        var sealed = vault.seal(whole, message(SHOP, whole.sid()), TEXT);
        assertThat(open(vault, ana, sealed).bytes()).asString().isEqualTo("hello");
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(KeyUnavailable.class)
                .isThrownBy(call)
                .withNoCause()
                .withMessage("key unavailable")
                .matches(unavailable -> unavailable.reason() == KeyUnavailable.Reason.REFUSED);
    }

    private Vault vault(KeyWrap wraps) {
        return new Vault(wraps, rows, new UnwrapCache(NOON), random, new RandomIds(random), NOON);
    }

    private static Plaintext open(Vault vault, SubjectKey key, Sealed sealed) {
        var permit = Permit.mint(SHOP, key.sid(), new Purpose("chat-history"), Instant.EPOCH);
        return vault.open(key, message(SHOP, key.sid()), sealed, permit);
    }

    private static Label message(Tenant tenant, StorageId sid) {
        return Labels.of(
                "records", tenant.value(), sid.value(), "message", "cnv_1", "msg_1", "content", "2026-03-01", 1);
    }

    private static Label profile(Tenant tenant, StorageId sid) {
        return Labels.of("records", tenant.value(), sid.value(), "profile", "", "", "profile", "", 1);
    }

    private static Label answer(Tenant tenant) {
        return Labels.of("records", tenant.value(), "", "answer", "", "handle", "answer", "2026-03-01", 1);
    }

    /** Unwraps whatever it wrapped, under any name. */
    private static final class Forgetful implements KeyWrap {
        private final FakeKeyWrap wrap = new FakeKeyWrap(2);
        private final Map<WrappedKey, KeyName> names = new ConcurrentHashMap<>();

        @Override
        public Generated generate(KeyName name) {
            var generated = wrap.generate(name);
            names.put(generated.wrapped(), name);
            return generated;
        }

        @Override
        public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
            return wrap.unwrap(wrapped, Optional.ofNullable(names.get(wrapped)).orElse(name));
        }

        @Override
        public WrappedKey rewrap(WrappedKey wrapped, KeyName name) {
            return wrap.rewrap(wrapped, name);
        }

        @Override
        public WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo) {
            return wrap.adopt(wrapped, name, boundTo);
        }
    }
}
