package dev.lethe.crypto;

import java.nio.charset.StandardCharsets;

/** What somebody said, in the clear. Exists between a request and a seal, and never prints itself. */
public final class Plaintext {
    private final byte[] bytes;

    public Plaintext(byte[] bytes) {
        this(bytes, true);
    }

    private Plaintext(byte[] bytes, boolean copy) {
        this.bytes = copy ? bytes.clone() : bytes;
    }

    /** Takes over bytes that nobody else holds. */
    static Plaintext owning(byte[] bytes) {
        return new Plaintext(bytes, false);
    }

    public static Plaintext of(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves, to be read and neither changed nor handed on. */
    byte[] shared() {
        return bytes;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Plaintext[redacted]";
    }
}
