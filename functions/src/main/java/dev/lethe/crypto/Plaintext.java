package dev.lethe.crypto;

import java.nio.charset.StandardCharsets;

/** What somebody said, in the clear. Exists between a request and a seal, and never prints itself. */
public final class Plaintext {
    private final byte[] bytes;

    public Plaintext(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static Plaintext of(String text) {
        return new Plaintext(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Plaintext[redacted]";
    }
}
