package dev.lethe.local.kms;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** The secret part of a key, which can be destroyed and is never printed. */
abstract sealed class Material permits SymmetricMaterial, SigningMaterial {
    private final byte[] bytes;

    /** Takes the bytes over. */
    Material(byte[] bytes) {
        this.bytes = bytes;
    }

    static Material random(Spec spec, SecureRandom random) {
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> SymmetricMaterial.random(random);
            case ECC_NIST_P256 -> SigningMaterial.random(random);
        };
    }

    abstract Spec spec();

    /** The secret, to be used before it can be destroyed and kept nowhere else. */
    final byte[] bytes() {
        return bytes;
    }

    /** The secret itself, for the key file and nothing else. */
    final String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Overwrites the secret. Nothing that it encrypted can be read again, and nothing more is signed with it. */
    final void destroy() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public final String toString() {
        return "material";
    }
}
