package dev.lethe.local.kms;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A private key on the curve P-256, which signs, and the public key that anyone may have. */
final class SigningMaterial extends Material {
    /** What a PKCS #8 private key or an X.509 public key on this curve takes at most, with room to spare. */
    static final int ENCODED_BYTES_MAX = 256;

    static final int DIGEST_BYTES = 32;

    private static final String FAMILY = "EC";
    private static final String CURVE = "secp256r1";

    /** How every public key on this curve begins (RFC 5480). Parsers take other beginnings for the same key. */
    private static final byte[] HEAD =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int PUBLIC_KEY_BYTES = HEAD.length + 2 * 32;

    /** What is signed: a message, or the SHA-256 digest of one. */
    enum Form {
        RAW("SHA256withECDSA"),
        DIGEST("NONEwithECDSA");

        private final String algorithm;

        Form(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    private final byte[] publicKey;

    private SigningMaterial(byte[] privateKey, byte[] publicKey) {
        super(privateKey);
        this.publicKey = publicKey;
    }

    static SigningMaterial random(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(FAMILY);
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            var pair = generator.generateKeyPair();
            return new SigningMaterial(
                    pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Takes over what {@link #base64} and {@link #publicKey} wrote, if both are on the curve and belong together. */
    static Optional<SigningMaterial> of(byte[] privateKey, byte[] publicKey, SecureRandom random) {
        try {
            if (!isForCurve(publicKey)) {
                return Optional.empty();
            }
            var read = KeyFactory.getInstance(FAMILY).generatePublic(new X509EncodedKeySpec(publicKey));
            var material = new SigningMaterial(privateKey, publicKey);
            var probe = new byte[DIGEST_BYTES];
            random.nextBytes(probe);
            var check = Signature.getInstance(Form.DIGEST.algorithm);
            check.initVerify(read);
            check.update(probe);
            return check.verify(material.signed(probe, Form.DIGEST, random)) ? Optional.of(material) : Optional.empty();
        } catch (GeneralSecurityException _) {
            // Its message may tell of the key, so it goes no further.
            return Optional.empty();
        }
    }

    private static boolean isForCurve(byte[] publicKey) {
        return publicKey.length == PUBLIC_KEY_BYTES && Arrays.equals(HEAD, Arrays.copyOf(publicKey, HEAD.length));
    }

    @Override
    Spec spec() {
        return Spec.ECC_NIST_P256;
    }

    /** The public key as an X.509 SubjectPublicKeyInfo in DER. */
    byte[] publicKey() {
        return publicKey.clone();
    }

    /** An ECDSA signature in DER, as X9.62 has it. */
    byte[] sign(byte[] message, Form form, SecureRandom random) {
        try {
            return signed(message, form, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a pair that was made or checked here signs", e);
        }
    }

    private byte[] signed(byte[] message, Form form, SecureRandom random) throws GeneralSecurityException {
        var signature = Signature.getInstance(form.algorithm);
        signature.initSign(KeyFactory.getInstance(FAMILY).generatePrivate(new PKCS8EncodedKeySpec(bytes())), random);
        signature.update(message);
        return signature.sign();
    }
}
