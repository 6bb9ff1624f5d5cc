package dev.lethe.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF-SHA-256 (RFC 5869) in its two steps. By {@code Mac} rather than by {@code javax.crypto.KDF}, which makes the same bytes and
 * takes longer: this runs for every text.
 */
final class Hkdf {
    static final String HMAC = "HmacSHA256";
    private static final int HASH = 32;
    private static final int BLOCKS_MAX = 255;

    /** Never given a key and never used, only cloned, by any thread: looking one up anew takes longer than using it. */
    private static final Mac UNKEYED = unkeyed();

    /** A salt that says nothing: as long as the hash, as the RFC has it where there is none. */
    static final SecretKey NO_SALT = new SecretKeySpec(new byte[HASH], HMAC);

    /** A key out of {@code input} that nobody knows who lacks either. */
    static SecretKey extract(SecretKey salt, byte[] input) {
        try {
            return consumed(mac(salt).doFinal(input));
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK has HmacSHA256");
        }
    }

    private static SecretKey consumed(byte[] bytes) {
        var key = new SecretKeySpec(bytes, HMAC);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /** So many bytes for this {@code info}, for the caller to zero. */
    static byte[] expand(SecretKey root, byte[] info, int length) {
        var blocks = Math.ceilDiv(length, HASH);
        if (blocks > BLOCKS_MAX) {
            throw new IllegalArgumentException("HKDF makes no more than 255 blocks");
        }
        var made = new byte[blocks * HASH];
        try {
            var mac = mac(root);
            for (var block = 0; block < blocks; block++) {
                if (block > 0) {
                    mac.update(made, (block - 1) * HASH, HASH);
                }
                mac.update(info);
                mac.update((byte) (block + 1));
                mac.doFinal(made, block * HASH);
            }
            return Arrays.copyOf(made, length);
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK has HmacSHA256");
        } finally {
            Arrays.fill(made, (byte) 0);
        }
    }

    private static Mac mac(SecretKey key) throws GeneralSecurityException {
        Mac mac;
        try {
            mac = (Mac) UNKEYED.clone();
        } catch (CloneNotSupportedException _) {
            mac = Mac.getInstance(HMAC);
        }
        mac.init(key);
        return mac;
    }

    /** Its provider chosen at once, since a clone needs one. */
    private static Mac unkeyed() {
        try {
            return Mac.getInstance(HMAC, Mac.getInstance(HMAC).getProvider());
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the JDK has HmacSHA256");
        }
    }

    private Hkdf() {}
}
