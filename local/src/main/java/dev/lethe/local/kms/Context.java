package dev.lethe.local.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** An encryption context: the names and values that a ciphertext is bound to, in whatever order they were given. */
final class Context {
    private static final int BYTES_MAX = 8192;

    private final byte[] canonical;

    private Context(byte[] canonical) {
        this.canonical = canonical;
    }

    /** Sorts the pairs and puts its length before each part, so that no two contexts are bound alike. */
    static Context read(Input input, String member) {
        var pairs = new TreeMap<>(input.pairs(member));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(length(pairs.size()));
        try {
            for (var pair : pairs.entrySet()) {
                put(bytes, pair.getKey());
                put(bytes, pair.getValue());
            }
        } catch (CharacterCodingException _) {
            throw KmsFault.invalid(member);
        }
        if (bytes.size() > BYTES_MAX) {
            throw KmsFault.invalid(member);
        }
        return new Context(bytes.toByteArray());
    }

    private static void put(ByteArrayOutputStream bytes, String text) throws CharacterCodingException {
        // Half a surrogate pair has no encoding; replacing it would make two contexts one.
        var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        bytes.writeBytes(length(encoded.remaining()));
        bytes.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
    }

    private static byte[] length(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    byte[] canonical() {
        return canonical.clone();
    }
}
