package dev.lethe.local.kms;

import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** 256 bits that encrypt and decrypt. */
final class SymmetricMaterial extends Material {
    static final int BYTES = 32;

    private SymmetricMaterial(byte[] bytes) {
        super(bytes);
    }

    static SymmetricMaterial random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SymmetricMaterial(bytes);
    }

    /** Takes over what {@link #base64} wrote. */
    static Optional<SymmetricMaterial> of(byte[] bytes) {
        return bytes.length == BYTES ? Optional.of(new SymmetricMaterial(bytes)) : Optional.empty();
    }

    @Override
    Spec spec() {
        return Spec.SYMMETRIC_DEFAULT;
    }

    SecretKey key() {
        return new SecretKeySpec(bytes(), "AES");
    }
}
