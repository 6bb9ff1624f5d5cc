package dev.lethe.crypto;

import java.util.Arrays;
import java.util.Objects;

/** A key as the key service wrapped it, and the ARN of the key it is wrapped under. */
public final class WrappedKey {
    private final byte[] bytes;
    private final String wrappedBy;

    /** Made once: a key that is kept is looked up by it for every text. */
    private final int hash;

    public WrappedKey(byte[] bytes, String wrappedBy) {
        this.bytes = bytes.clone();
        this.wrappedBy = wrappedBy;
        this.hash = Objects.hash(Arrays.hashCode(bytes), wrappedBy);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String wrappedBy() {
        return wrappedBy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that && Arrays.equals(bytes, that.bytes) && wrappedBy.equals(that.wrappedBy);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "WrappedKey[redacted]";
    }
}
