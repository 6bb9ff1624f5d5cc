package dev.lethe.crypto;

import dev.lethe.crypto.Unopenable.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
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
    private static final int COMMITMENT = 32;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int HEADER = 1 + 1 + 4 + SALT + COMMITMENT;

    /** How many bytes a sealed text is longer than what it seals. */
    static final int OVERHEAD = HEADER + TAG;

    /** What one extraction and one expansion make: all a single text needs. */
    @SuppressWarnings("ArrayRecordComponent") // Used at once, never compared.
    private record Derived(SecretKey key, byte[] iv, byte[] commitment) {}

    static Sealed seal(SecretKey root, int kver, byte[] salt, Label label, byte[] text) {
        try {
            var derived = derive(root, kver, salt, label);
            var header = ByteBuffer.allocate(HEADER)
                    .put(VERSION)
                    .put(SUITE)
                    .putInt(kver)
                    .put(salt)
                    .put(derived.commitment)
                    .array();
            var cipher = cipher(Cipher.ENCRYPT_MODE, derived, header);
            var sealed = Arrays.copyOf(header, HEADER + text.length + TAG);
            cipher.doFinal(text, 0, text.length, sealed, HEADER);
            return new Sealed(sealed);
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK seals with AES-256-GCM");
        }
    }

    /** @throws Unopenable as tampered, whatever is wrong: nothing is negotiated and nothing is explained */
    static byte[] open(SecretKey root, int kver, Label label, Sealed sealed) {
        var bytes = sealed.bytes();
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
        try {
            var derived = derive(root, kver, salt, label);
            if (!MessageDigest.isEqual(derived.commitment, commitment)) {
                throw new Unopenable(Reason.TAMPERED);
            }
            return cipher(Cipher.DECRYPT_MODE, derived, Arrays.copyOf(bytes, HEADER))
                    .doFinal(bytes, HEADER, bytes.length - HEADER);
        } catch (GeneralSecurityException _) {
            throw new Unopenable(Reason.TAMPERED);
        }
    }

    /** HKDF-Extract with one key as the salt and the other as the input: both are needed for what follows. */
    static SecretKey root(KeyBytes key, KeyBytes salt) {
        return extract(key, salt.as("HKDF"));
    }

    /** HKDF-Extract of a key that stands alone. */
    static SecretKey root(KeyBytes key) {
        return extract(key, new SecretKeySpec(new byte[KeyBytes.LENGTH], "HKDF"));
    }

    private static SecretKey extract(KeyBytes key, SecretKey salt) {
        try {
            return hkdf().deriveKey(
                            "HKDF",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key.as("HKDF"))
                                    .addSalt(salt)
                                    .extractOnly());
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK derives with HKDF-SHA256");
        }
    }

    private static Derived derive(SecretKey root, int kver, byte[] salt, Label label) throws GeneralSecurityException {
        var made = hkdf().deriveData(
                        HKDFParameterSpec.expandOnly(root, info(kver, salt, label), KeyBytes.LENGTH + IV + COMMITMENT));
        var derived = new Derived(
                new SecretKeySpec(made, 0, KeyBytes.LENGTH, "AES"),
                Arrays.copyOfRange(made, KeyBytes.LENGTH, KeyBytes.LENGTH + IV),
                Arrays.copyOfRange(made, KeyBytes.LENGTH + IV, made.length));
        Arrays.fill(made, (byte) 0);
        return derived;
    }

    /** What a key is bound to. No two labels, salts or versions make the same bytes. */
    static byte[] info(int kver, byte[] salt, Label label) {
        return new Fields()
                .add(new byte[] {VERSION})
                .add(new byte[] {SUITE})
                .add(ByteBuffer.allocate(4).putInt(kver).array())
                .add(salt)
                .add(label.table())
                .add(label.tenant().value())
                .add(label.sid().map(Object::toString).orElse(""))
                .add(label.kind())
                .add(label.conversation())
                .add(label.message())
                .add(label.attribute())
                .add(label.expiryDay().map(LocalDate::toString).orElse(""))
                .add(ByteBuffer.allocate(4).putInt(label.revision()).array())
                .bytes();
    }

    private static Cipher cipher(int mode, Derived derived, byte[] header) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derived.key, new GCMParameterSpec(TAG * 8, derived.iv));
        cipher.updateAAD(header);
        return cipher;
    }

    private static KDF hkdf() throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256");
    }

    private SealedFormat() {}
}
