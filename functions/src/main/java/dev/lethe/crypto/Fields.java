package dev.lethe.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Fields written one after the other, each behind its length, so that no two lists of fields read the same. */
final class Fields {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Fields add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    Fields add(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
