package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The salt is all that chance adds to a seal: what happens when it repeats, and that it does not. */
class SaltTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Tenant SHOP = new Tenant("shop");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final int MESSAGES = 1_000_000;
    private static final int SALT_AT = 6;
    private static final int COMMITMENT_AT = 22;
    private static final int TEXT_AT = 54;

    /** A generator that repeats itself for ever. */
    private static final RandomGenerator STUCK = () -> 0x0123456789abcdefL;

    private final FakeKeyWrap wrap = new FakeKeyWrap(1);
    private final UnwrapCache cache = new UnwrapCache(NOON);

    @Test
    void aMillionMessagesOfOnePersonAndDayHaveAMillionSalts() {
        var vault = vault(new SecureRandom());
        var ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
        var here = message(ana, "msg_1", 1);
        var nothing = new Plaintext(new byte[0]);
        var salts = new long[MESSAGES * 2];
        for (var at = 0; at < salts.length; at += 2) {
            var sealed = ByteBuffer.wrap(vault.seal(ana, here, nothing).bytes());
            salts[at] = sealed.getLong(SALT_AT);
            salts[at + 1] = sealed.getLong(SALT_AT + Long.BYTES);
        }
        assertThat(repeated(salts)).isZero();
    }

    @Test
    void aRepeatedSaltIsFoundAmongAMillion() {
        var random = new SplittableRandom(1);
        var salts = random.longs(2L * MESSAGES).toArray();
        assertThat(repeated(salts)).isZero();
        salts[salts.length - 2] = salts[12];
        assertThat(repeated(salts)).as("half a salt is none").isZero();
        salts[salts.length - 1] = salts[13];
        assertThat(repeated(salts)).isEqualTo(1);
    }

    @Test
    void aGeneratorThatRepeatsItselfIsFoundOut() {
        var vault = vault(STUCK);
        var ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
        var one = vault.seal(ana, message(ana, "msg_1", 1), Plaintext.of("one")).bytes();
        var other =
                vault.seal(ana, message(ana, "msg_2", 1), Plaintext.of("two")).bytes();
        var salts = ByteBuffer.allocate(32)
                .put(one, SALT_AT, SealedFormat.SALT)
                .put(other, SALT_AT, SealedFormat.SALT)
                .flip()
                .asLongBuffer();
        assertThat(repeated(new long[] {salts.get(), salts.get(), salts.get(), salts.get()}))
                .isEqualTo(1);
    }

    @Test
    void underOneSaltEveryPlaceStillHasAKeyAnIvAndACommitmentOfItsOwn() {
        var vault = vault(STUCK);
        var ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
        var zeroes = new Plaintext(new byte[64]);
        var sealed = List.of(message(ana, "msg_1", 1), message(ana, "msg_2", 1), message(ana, "msg_1", 2)).stream()
                .map(label -> vault.seal(ana, label, zeroes).bytes())
                .toList();
        assertThat(sealed.stream()
                        .map(bytes -> part(bytes, SALT_AT, COMMITMENT_AT))
                        .distinct())
                .hasSize(1);
        assertThat(sealed.stream().map(bytes -> part(bytes, COMMITMENT_AT, TEXT_AT)))
                .doesNotHaveDuplicates();
        // Of zeroes, the ciphertext is the key stream itself.
        assertThat(sealed.stream().map(bytes -> part(bytes, TEXT_AT, TEXT_AT + 64)))
                .doesNotHaveDuplicates();
    }

    @Test
    void underOneSaltEveryFieldOfALabelMakesAnotherKeyAndIv() {
        var root = new byte[32];
        var salt = new byte[SealedFormat.SALT];
        var okms = labels().stream()
                .map(label -> HandHkdf.expand(root, SealedFormat.info(1, salt, label), 76))
                .toList();
        assertThat(okms.stream().map(okm -> part(okm, 0, 32))).hasSize(10).doesNotHaveDuplicates();
        assertThat(okms.stream().map(okm -> part(okm, 32, 44))).doesNotHaveDuplicates();
        assertThat(okms.stream().map(okm -> part(okm, 44, 76))).doesNotHaveDuplicates();
    }

    /**
     * The limit: two texts in one place, of one revision, under one salt share their key and IV, and who has both learns
     * what tells them apart. A new salt for every seal and a new revision for every change are the writer's to keep.
     */
    @Test
    void theSamePlaceUnderTheSameSaltIsTheLimit() {
        var vault = vault(STUCK);
        var ana = vault.keyFor(SHOP, ANA, new KeyState.Absent());
        var here = message(ana, "msg_1", 1);
        var one = vault.seal(ana, here, Plaintext.of("yes, at noon")).bytes();
        var other = vault.seal(ana, here, Plaintext.of("no, at night")).bytes();
        var told = new byte[12];
        for (var i = 0; i < told.length; i++) {
            told[i] = (byte) (one[TEXT_AT + i] ^ other[TEXT_AT + i] ^ "no, at night".charAt(i));
        }
        assertThat(new String(told, StandardCharsets.UTF_8)).isEqualTo("yes, at noon");
        var secure = vault(new SecureRandom());
        assertThat(secure.seal(ana, here, Plaintext.of("yes, at noon"))).isNotEqualTo(new Sealed(one));
    }

    /** One place, and one more for each field of it. */
    private static List<Label> labels() {
        var a = "a".repeat(26);
        return List.of(
                Labels.of("records", "shop", a, "message", "cnv_1", "msg_1", "content", "2026-03-01", 1),
                Labels.of("evidence", "shop", a, "message", "cnv_1", "msg_1", "content", "2026-03-01", 1),
                Labels.of("records", "shop-2", a, "message", "cnv_1", "msg_1", "content", "2026-03-01", 1),
                Labels.of("records", "shop", "", "message", "cnv_1", "msg_1", "content", "2026-03-01", 1),
                Labels.of("records", "shop", a, "profile", "cnv_1", "msg_1", "content", "2026-03-01", 1),
                Labels.of("records", "shop", a, "message", "cnv_2", "msg_1", "content", "2026-03-01", 1),
                Labels.of("records", "shop", a, "message", "cnv_1", "msg_2", "content", "2026-03-01", 1),
                Labels.of("records", "shop", a, "message", "cnv_1", "msg_1", "redacted", "2026-03-01", 1),
                Labels.of("records", "shop", a, "message", "cnv_1", "msg_1", "content", "", 1),
                Labels.of("records", "shop", a, "message", "cnv_1", "msg_1", "content", "2026-03-01", 2));
    }

    /** How many of the salts, two longs each, were there before. */
    private static int repeated(long[] salts) {
        var mask = Integer.highestOneBit(salts.length) * 2 - 1;
        var places = new int[mask + 1];
        Arrays.fill(places, -1);
        var repeated = 0;
        for (var at = 0; at < salts.length; at += 2) {
            var place = Long.hashCode(salts[at]) & mask;
            while (places[place] >= 0
                    && (salts[places[place]] != salts[at] || salts[places[place] + 1] != salts[at + 1])) {
                place = (place + 1) & mask;
            }
            repeated += places[place] >= 0 ? 1 : 0;
            places[place] = at;
        }
        return repeated;
    }

    private Vault vault(RandomGenerator random) {
        return new Vault(wrap, new FakeKeyRows(), cache, random, new RandomIds(random), NOON);
    }

    private static Label message(SubjectKey key, String message, int revision) {
        return Labels.of(
                "records", "shop", key.sid().value(), "message", "cnv_1", message, "content", "2026-03-01", revision);
    }

    private static ByteBuffer part(byte[] bytes, int from, int to) {
        return ByteBuffer.wrap(bytes, from, to - from);
    }
}
