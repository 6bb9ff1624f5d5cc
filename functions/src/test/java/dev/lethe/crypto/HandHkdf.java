package dev.lethe.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 written out from RFC 5869, sections 2.2 and 2.3: a second opinion on the JDK's. */
final class HandHkdf {
    private static final int HASH = 32;

    /** @param salt empty for none */
    static byte[] extract(byte[] salt, byte[] input) {
        return hmac(salt.length == 0 ? new byte[HASH] : salt, input);
    }

    static byte[] expand(byte[] root, byte[] info, int length) {
        var made = ByteBuffer.allocate((length + HASH - 1) / HASH * HASH);
        var block = new byte[0];
        for (var number = 1; made.hasRemaining(); number++) {
            var next = ByteBuffer.allocate(block.length + info.length + 1);
            block = hmac(root, next.put(block).put(info).put((byte) number).array());
            made.put(block);
        }
        return Arrays.copyOf(made.array(), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has HmacSHA256", e);
        }
    }

    private HandHkdf() {}
}
