package dev.lethe.local.kms;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secret part of a key: 256 bits that can be destroyed and are never printed. */
final class Material {
    private static final int BYTES = 32;

    private final byte[] bytes;

    private Material(byte[] bytes) {
        this.bytes = bytes;
    }

    static Material random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Material(bytes);
    }

    /** Takes over what {@link #base64} wrote. */
    static Optional<Material> of(byte[] bytes) {
        return bytes.length == BYTES ? Optional.of(new Material(bytes)) : Optional.empty();
    }

    SecretKey key() {
        return new SecretKeySpec(bytes, "AES");
    }

    /** The secret itself, for the key file and nothing else. */
    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Overwrites the secret. Nothing that it encrypted can be read again. */
    void destroy() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "material";
    }
}
