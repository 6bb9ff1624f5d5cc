package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.Unopenable.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * AES-GCM does not commit to its key: who knows two keys can make one ciphertext that opens under both, to different texts
 * (Dodis, Grubbs, Ristenpart, Woodage, CRYPTO 2018). Here is one, and the sealed format refuses it.
 */
class TwoKeyCiphertextTest {
    private static final int KVER = 1;
    private static final byte[] SALT = new byte[SealedFormat.SALT];
    private static final int HEADER = SealedFormat.OVERHEAD - 16;
    static final Label LABEL = Labels.of("records", "shop", "a".repeat(26), "profile", "", "", "profile", "", 1);

    /** The persons' keys under which plain GCM opens it, each of these bytes alone. */
    static final byte ONE = 1;

    static final byte OTHER = 2;

    private final SecretKey oneRoot = root(ONE);
    private final SecretKey otherRoot = root(OTHER);
    private final Gcm one = new Gcm(oneRoot);
    private final Gcm other = new Gcm(otherRoot);
    private final byte[] header = ByteBuffer.allocate(HEADER)
            .put((byte) 1)
            .put((byte) 1)
            .putInt(KVER)
            .put(SALT)
            .put(one.commitment)
            .array();
    private final byte[] forged = forge();

    @Test
    void plainGcmOpensItUnderBothKeysToDifferentTexts() throws GeneralSecurityException {
        assertThat(one.decrypt(header, forged)).isNotEqualTo(other.decrypt(header, forged));
    }

    @Test
    void theSealedFormatOpensItUnderTheKeyItCommitsToOnly() throws GeneralSecurityException {
        var sealed = sealed();
        assertThat(SealedFormat.open(oneRoot, KVER, LABEL, sealed)).isEqualTo(one.decrypt(header, forged));
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(otherRoot, KVER, LABEL, sealed));
    }

    /** The forged text, committed to the one key. */
    Sealed sealed() {
        return new Sealed(ByteBuffer.allocate(HEADER + forged.length)
                .put(header)
                .put(forged)
                .array());
    }

    /** Two blocks, the second chosen so that both keys make the same tag. */
    private byte[] forge() {
        var first = new byte[16];
        var tagOne = one.tag(header, first, new byte[16]);
        var tagOther = other.tag(header, first, new byte[16]);
        var difference = one.h.times(one.h).plus(other.h.times(other.h));
        var second = tagOne.plus(tagOther).times(difference.inverse()).bytes();
        var tag = one.tag(header, first, second).bytes();
        return ByteBuffer.allocate(48).put(first).put(second).put(tag).array();
    }

    private static SecretKey root(byte fill) {
        var bytes = new byte[KeyBytes.LENGTH];
        Arrays.fill(bytes, fill);
        return SealedFormat.root(new KeyBytes(bytes));
    }

    /** AES-256-GCM under one derived key, by hand as far as an attacker needs it. */
    private static final class Gcm {
        final SecretKeySpec key;
        final byte[] iv;
        final byte[] commitment;
        final Field h;

        Gcm(SecretKey root) {
            try {
                var made = KDF.getInstance("HKDF-SHA256")
                        .deriveData(
                                HKDFParameterSpec.expandOnly(root, SealedFormat.info(KVER, SALT, LABEL), 32 + 12 + 32));
                this.key = new SecretKeySpec(made, 0, 32, "AES");
                this.iv = Arrays.copyOfRange(made, 32, 44);
                this.commitment = Arrays.copyOfRange(made, 44, 76);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("the JDK derives", e);
            }
            this.h = Field.of(block(new byte[16]));
        }

        byte[] decrypt(byte[] header, byte[] sealed) throws GeneralSecurityException {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
            cipher.updateAAD(header);
            return cipher.doFinal(sealed);
        }

        Field tag(byte[] header, byte[] first, byte[] second) {
            var padded = (header.length + 15) / 16 * 16;
            var hashed = ByteBuffer.allocate(padded + 48)
                    .put(Arrays.copyOf(header, padded))
                    .put(first)
                    .put(second)
                    .putLong(header.length * 8L)
                    .putLong(256)
                    .flip();
            var sum = new Field(0, 0);
            while (hashed.hasRemaining()) {
                sum = sum.plus(new Field(hashed.getLong(), hashed.getLong())).times(h);
            }
            return sum.plus(
                    Field.of(block(ByteBuffer.allocate(16).put(iv).putInt(1).array())));
        }

        @SuppressWarnings("InsecureCryptoUsage") // One block of the cipher GCM is made of, to attack GCM.
        private byte[] block(byte[] block) {
            try {
                var cipher = Cipher.getInstance("AES/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key);
                return cipher.doFinal(block);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("the JDK has AES", e);
            }
        }
    }

    /** An element of GF(2^128) as GCM writes it: the first bit is the coefficient of 1 (NIST SP 800-38D, section 6.3). */
    private record Field(long high, long low) {
        static Field of(byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            return new Field(buffer.getLong(), buffer.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        }

        Field plus(Field that) {
            return new Field(high ^ that.high, low ^ that.low);
        }

        Field times(Field that) {
            var sum = new Field(0, 0);
            var shifted = that;
            for (var bit = 0; bit < 128; bit++) {
                if (((bit < 64 ? high >>> (63 - bit) : low >>> (127 - bit)) & 1) == 1) {
                    sum = sum.plus(shifted);
                }
                var carry = (shifted.low & 1) == 1 ? 0xe1L << 56 : 0;
                shifted = new Field(shifted.high >>> 1 ^ carry, shifted.low >>> 1 | shifted.high << 63);
            }
            return sum;
        }

        /** To the power of 2^128 - 2. */
        Field inverse() {
            var power = this;
            var product = new Field(1L << 63, 0);
            for (var i = 1; i < 128; i++) {
                power = power.times(power);
                product = product.times(power);
            }
            return product;
        }
    }
}
