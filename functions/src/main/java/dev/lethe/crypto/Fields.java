package dev.lethe.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fields written one after the other, each behind its length, so that no two lists of fields read the same. */
final class Fields {
    private static final int ROOM = 256;

    private byte[] bytes = new byte[ROOM];
    private int length;

    Fields add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    Fields add(byte[] field) {
        begin(field.length);
        System.arraycopy(field, 0, bytes, length, field.length);
        length += field.length;
        return this;
    }

    /** A field of one byte. */
    Fields add(byte field) {
        begin(1);
        bytes[length++] = field;
        return this;
    }

    /** A field of four bytes, big-endian. */
    Fields add(int field) {
        begin(Integer.BYTES);
        number(field);
        return this;
    }

    private void begin(int size) {
        makeRoom(Math.addExact(Integer.BYTES, size));
        number(size);
    }

    private void number(int number) {
        bytes[length++] = (byte) (number >> 24);
        bytes[length++] = (byte) (number >> 16);
        bytes[length++] = (byte) (number >> 8);
        bytes[length++] = (byte) number;
    }

    private void makeRoom(int more) {
        var needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
