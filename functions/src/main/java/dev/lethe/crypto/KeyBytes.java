package dev.lethe.crypto;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** A key in the clear, for as long as it is in use: closing it zeroes it. */
public final class KeyBytes implements AutoCloseable {
    public static final int LENGTH = 32;

    private final byte[] bytes;

    /** Takes {@code bytes} over, and zeroes them in the end. */
    public KeyBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A key has 32 bytes");
        }
        this.bytes = bytes;
    }

    KeyBytes copy() {
        return new KeyBytes(bytes.clone());
    }

    /** The key itself, to be read and neither changed nor handed on. */
    byte[] shared() {
        return bytes;
    }

    SecretKeySpec as(String algorithm) {
        return new SecretKeySpec(bytes, algorithm);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyBytes[redacted]";
    }
}
