package dev.lethe.crypto;

import java.util.Arrays;

/** A sealed text, version 1 of the format: 70 bytes longer than what it seals. */
public final class Sealed {
    private final byte[] bytes;

    public Sealed(byte[] bytes) {
        this(bytes, true);
    }

    private Sealed(byte[] bytes, boolean copy) {
        this.bytes = copy ? bytes.clone() : bytes;
    }

    /** Takes over bytes that nobody else holds. */
    static Sealed owning(byte[] bytes) {
        return new Sealed(bytes, false);
    }

    /** The bytes themselves, to be read and neither changed nor handed on. */
    byte[] shared() {
        return bytes;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Sealed[" + bytes.length + " bytes]";
    }
}
