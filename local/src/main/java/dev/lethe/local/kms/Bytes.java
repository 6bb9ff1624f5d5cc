package dev.lethe.local.kms;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/** Bytes on their way into an answer, which never print themselves. */
final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    int size() {
        return bytes.length;
    }

    void writeTo(OutputStream stream) throws IOException {
        stream.write(bytes);
    }

    @Override
    public String toString() {
        return "bytes";
    }
}
