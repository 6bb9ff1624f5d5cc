package dev.lethe.bench;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The yardstick: HKDF-SHA-256 of two keys to 76 bytes, then AES-256-GCM, as lean as the JCA lets one write it. No rows, no
 * cache, no permit, nothing zeroed, nothing compared; the label comes as ready bytes.
 */
final class BareGcm implements Contestant {
    private static final String HMAC = "HmacSHA256";
    private static final String GCM = "AES/GCM/NoPadding";
    private static final Mac UNKEYED;
    private static final Provider PROVIDER;

    static {
        try {
            // Looked up once, as is quickest.
            UNKEYED = Mac.getInstance(HMAC, Mac.getInstance(HMAC).getProvider());
            PROVIDER = Cipher.getInstance(GCM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has both", e);
        }
    }

    private static final int SALT = 16;
    private static final int KEY = 32;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int DERIVED = 76;
    private static final int HASH = 32;

    private final byte[][] people = new byte[PEOPLE_MAX][KEY];
    private final byte[] day = new byte[KEY];
    private final byte[] label;
    private final RandomGenerator random = new SecureRandom();

    /** Every text is bound to this label. */
    BareGcm(byte[] label) {
        this.label = label.clone();
        for (var key : people) {
            random.nextBytes(key);
        }
        random.nextBytes(day);
    }

    @Override
    public Object seal(int person, Object text) {
        try {
            var bytes = (byte[]) text;
            var sealed = new byte[SALT + bytes.length + TAG];
            var salt = new byte[SALT];
            random.nextBytes(salt);
            System.arraycopy(salt, 0, sealed, 0, SALT);
            cipher(Cipher.ENCRYPT_MODE, person, sealed).doFinal(bytes, 0, bytes.length, sealed, SALT);
            return sealed;
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK seals", e);
        }
    }

    @Override
    public Object open(int person, Object sealed) {
        try {
            var bytes = (byte[]) sealed;
            return cipher(Cipher.DECRYPT_MODE, person, bytes).doFinal(bytes, SALT, bytes.length - SALT);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("what was sealed here opens here", e);
        }
    }

    private Cipher cipher(int mode, int person, byte[] salt)
            throws GeneralSecurityException, CloneNotSupportedException {
        var mac = (Mac) UNKEYED.clone();
        mac.init(new SecretKeySpec(day, HMAC));
        var root = mac.doFinal(people[person]);
        mac.init(new SecretKeySpec(root, HMAC));
        var derived = new byte[3 * HASH];
        for (var i = 0; i * HASH < DERIVED; i++) {
            if (i > 0) {
                mac.update(derived, (i - 1) * HASH, HASH);
            }
            mac.update(salt, 0, SALT);
            mac.update(label);
            mac.update((byte) (i + 1));
            mac.doFinal(derived, i * HASH);
        }
        var cipher = Cipher.getInstance(GCM, PROVIDER);
        cipher.init(
                mode,
                new SecretKeySpec(derived, 0, KEY, "AES"),
                new GCMParameterSpec(TAG * Byte.SIZE, derived, KEY, IV));
        return cipher;
    }

    /** An HMAC-SHA-256, which a pseudonym is at heart. */
    byte[] hmac(byte[] name) {
        try {
            var mac = (Mac) UNKEYED.clone();
            mac.init(new SecretKeySpec(day, HMAC));
            return mac.doFinal(name);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK has it", e);
        }
    }

    @Override
    public int overhead(Object sealed, byte[] text) {
        return ((byte[]) sealed).length - text.length;
    }

    @Override
    public long kmsCalls() {
        return 0;
    }
}
