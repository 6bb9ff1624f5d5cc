package dev.lethe.crypto;

import dev.lethe.crypto.Unopenable.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.time.LocalDate;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sealed format, version 1, as {@code docs/SEALED-FORMAT.md} describes it. Pure: keys, salt and label in, bytes out.
 *
 * <pre>ver 1 | suite 1 | kver 4 | salt 16 | commitment 32 | ciphertext | tag 16</pre>
 *
 * HKDF-SHA-256 (RFC 5869) makes, for each text, an AES-256-GCM key (NIST SP 800-38D), its IV and a commitment to the key.
 * Plain GCM opens under keys an attacker chose together with the text; the commitment, compared before anything is
 * decrypted, does not.
 */
final class SealedFormat {
    static final int SALT = 16;
    private static final byte VERSION = 1;
    private static final byte SUITE = 1;
    private static final int KEY = KeyBytes.LENGTH;
    private static final int IV = 12;
    private static final int COMMITMENT = 32;
    private static final int DERIVED = KEY + IV + COMMITMENT;
    private static final int TAG = 16;
    private static final int HEADER = 1 + 1 + 4 + SALT + COMMITMENT;

    private static final String GCM = "AES/GCM/NoPadding";

    /** The one that the JDK would choose for every text, chosen once: choosing takes longer than sealing a short text. */
    private static final Provider GCM_PROVIDER = gcmProvider();

    /** How many bytes a sealed text is longer than what it seals. */
    static final int OVERHEAD = HEADER + TAG;

    static Sealed seal(SecretKey root, int kver, byte[] salt, Label label, byte[] text) {
        var derived = derive(root, kver, salt, label);
        try {
            var sealed = ByteBuffer.allocate(OVERHEAD + text.length)
                    .put(VERSION)
                    .put(SUITE)
                    .putInt(kver)
                    .put(salt)
                    .put(derived, KEY + IV, COMMITMENT);
            cipher(Cipher.ENCRYPT_MODE, derived, sealed.array()).doFinal(text, 0, text.length, sealed.array(), HEADER);
            return Sealed.owning(sealed.array());
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK seals with AES-256-GCM");
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** @throws Unopenable as tampered, whatever is wrong: nothing is negotiated and nothing is explained */
    static byte[] open(SecretKey root, int kver, Label label, Sealed sealed) {
        var bytes = sealed.shared();
        if (bytes.length < OVERHEAD) {
            throw new Unopenable(Reason.TAMPERED);
        }
        var header = ByteBuffer.wrap(bytes, 0, HEADER);
        if (header.get() != VERSION || header.get() != SUITE || header.getInt() != kver) {
            throw new Unopenable(Reason.TAMPERED);
        }
        var salt = new byte[SALT];
        var commitment = new byte[COMMITMENT];
        header.get(salt).get(commitment);
        var derived = derive(root, kver, salt, label);
        try {
            if (!MessageDigest.isEqual(Arrays.copyOfRange(derived, KEY + IV, DERIVED), commitment)) {
                throw new Unopenable(Reason.TAMPERED);
            }
            return cipher(Cipher.DECRYPT_MODE, derived, bytes).doFinal(bytes, HEADER, bytes.length - HEADER);
        } catch (GeneralSecurityException _) {
            throw new Unopenable(Reason.TAMPERED);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** HKDF-Extract with one key as the salt and the other as the input: both are needed for what follows. */
    static SecretKey root(KeyBytes key, KeyBytes salt) {
        return Hkdf.extract(salt.as(Hkdf.HMAC), key.shared());
    }

    /** HKDF-Extract of a key that stands alone. */
    static SecretKey root(KeyBytes key) {
        return Hkdf.extract(Hkdf.NO_SALT, key.shared());
    }

    /** Key, IV and commitment, one after the other: all a single text needs, for the caller to zero. */
    private static byte[] derive(SecretKey root, int kver, byte[] salt, Label label) {
        return Hkdf.expand(root, info(kver, salt, label), DERIVED);
    }

    /** What a key is bound to. No two labels, salts or versions make the same bytes. */
    static byte[] info(int kver, byte[] salt, Label label) {
        return new Fields()
                .add(VERSION)
                .add(SUITE)
                .add(kver)
                .add(salt)
                .add(label.table())
                .add(label.tenant().value())
                .add(label.sid().map(Object::toString).orElse(""))
                .add(label.kind())
                .add(label.conversation())
                .add(label.message())
                .add(label.attribute())
                .add(label.expiryDay().map(LocalDate::toString).orElse(""))
                .add(label.revision())
                .bytes();
    }

    private static Cipher cipher(int mode, byte[] derived, byte[] sealed) throws GeneralSecurityException {
        // A cipher of its own for every text: one that is kept would keep the last key.
        var cipher = Cipher.getInstance(GCM, GCM_PROVIDER);
        cipher.init(mode, new SecretKeySpec(derived, 0, KEY, "AES"), new GCMParameterSpec(TAG * 8, derived, KEY, IV));
        cipher.updateAAD(sealed, 0, HEADER);
        return cipher;
    }

    private static Provider gcmProvider() {
        try {
            return Cipher.getInstance(GCM).getProvider();
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK has AES-256-GCM");
        }
    }

    private SealedFormat() {}
}
