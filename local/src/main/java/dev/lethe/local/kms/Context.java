package dev.lethe.local.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An encryption context: the names and values that a ciphertext is bound to, in whatever order they were given. */
final class Context {
    static final String NAME = "EncryptionContext";

    private static final int BYTES_MAX = 8192;

    private final byte[] canonical;

    private Context(byte[] canonical) {
        this.canonical = canonical;
    }

    /** Sorts the pairs and puts its length before each part, so that no two contexts are bound alike. */
    static Context of(Map<String, String> pairs) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(length(pairs.size()));
        new TreeMap<>(pairs).forEach((name, value) -> {
            put(bytes, name);
            put(bytes, value);
        });
        if (bytes.size() > BYTES_MAX) {
            throw KmsFault.invalid(NAME);
        }
        return new Context(bytes.toByteArray());
    }

    private static void put(ByteArrayOutputStream bytes, String text) {
        try {
            // Half a surrogate pair has no encoding; replacing it would make two contexts one.
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            bytes.writeBytes(length(encoded.remaining()));
            bytes.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
        } catch (CharacterCodingException _) {
            throw KmsFault.invalid(NAME);
        }
    }

    private static byte[] length(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    byte[] canonical() {
        return canonical.clone();
    }
}
