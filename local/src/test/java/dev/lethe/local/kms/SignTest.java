package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.SignResponse;

/** Signatures that anyone can check with the public key alone, as a certificate's reader does. */
final class SignTest {
    private static final String WORDS = "erased: größer";
    private static final String USAGE = "InvalidKeyUsageException";

    private final Bench bench = new Bench(KeyFile.inMemory());
    private final String key = bench.signingKey();

    @AfterEach
    void close() {
        bench.close();
    }

    private SignResponse sign(String name, String type, byte[] message) {
        return bench.kms.sign(r -> r.keyId(name)
                .messageType(type)
                .message(SdkBytes.fromByteArray(message))
                .signingAlgorithm("ECDSA_SHA_256"));
    }

    private PublicKey publicKey(String name) throws GeneralSecurityException {
        var encoded = bench.kms.getPublicKey(r -> r.keyId(name)).publicKey().asByteArray();
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static boolean verifies(PublicKey key, byte[] message, SdkBytes signature) throws GeneralSecurityException {
        var check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key);
        check.update(message);
        return check.verify(signature.asByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digest(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(utf8(text));
    }

    @Test
    void aSignatureIsCheckedByThePublicKeyAlone() throws Exception {
        var raw = sign(key, "RAW", utf8(WORDS));
        assertThat(raw.keyId()).isEqualTo(Bench.arn(key));
        assertThat(raw.signingAlgorithmAsString()).isEqualTo("ECDSA_SHA_256");
        // A sequence of two integers, which is what DER says first.
        assertThat(raw.signature().asByteArray()).startsWith(0x30).hasSizeLessThanOrEqualTo(72);
        var digested = sign(key, "DIGEST", digest(WORDS));
        var unsaid = bench.sign(key, WORDS);
        for (var signature : List.of(raw.signature(), digested.signature(), unsaid)) {
            assertThat(verifies(publicKey(key), utf8(WORDS), signature)).isTrue();
            assertThat(verifies(publicKey(key), utf8(WORDS + " "), signature)).isFalse();
            assertThat(verifies(publicKey(bench.signingKey()), utf8(WORDS), signature))
                    .isFalse();
        }
        // A digest that is signed as a message is digested again.
        assertThat(verifies(
                        publicKey(key),
                        utf8(WORDS),
                        sign(key, "RAW", digest(WORDS)).signature()))
                .isFalse();
    }

    @Test
    void thePublicKeyIsOnTheCurve() throws Exception {
        var answer = bench.kms.getPublicKey(r -> r.keyId(key));
        assertThat(answer.keyId()).isEqualTo(Bench.arn(key));
        assertThat(answer.keyUsageAsString()).isEqualTo("SIGN_VERIFY");
        assertThat(answer.keySpecAsString()).isEqualTo("ECC_NIST_P256");
        assertThat(answer.signingAlgorithmsAsStrings()).containsExactly("ECDSA_SHA_256");
        assertThat(answer.hasEncryptionAlgorithms()).isFalse();
        assertThat(publicKey(key)).isInstanceOfSatisfying(ECPublicKey.class, read -> assertThat(
                        read.getParams().getOrder().bitLength())
                .isEqualTo(256));
        assertThat(publicKey(key)).isEqualTo(publicKey(key)).isNotEqualTo(publicKey(bench.signingKey()));
    }

    @Test
    void bothKindsAreDescribedAsTheyAre() {
        var signing = bench.kms.describeKey(r -> r.keyId(key)).keyMetadata();
        assertThat(signing.keyUsageAsString()).isEqualTo("SIGN_VERIFY");
        assertThat(signing.keySpecAsString()).isEqualTo("ECC_NIST_P256");
        assertThat(signing.getValueForField("CustomerMasterKeySpec", String.class))
                .contains("ECC_NIST_P256");
        assertThat(signing.signingAlgorithmsAsStrings()).containsExactly("ECDSA_SHA_256");
        assertThat(signing.hasEncryptionAlgorithms()).isFalse();
        var symmetric = bench.kms
                .createKey(r -> r.keyUsage("ENCRYPT_DECRYPT").keySpec("SYMMETRIC_DEFAULT"))
                .keyMetadata();
        assertThat(symmetric.keyUsageAsString()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(symmetric.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(symmetric.getValueForField("CustomerMasterKeySpec", String.class))
                .contains("SYMMETRIC_DEFAULT");
        assertThat(symmetric.encryptionAlgorithmsAsStrings()).containsExactly("SYMMETRIC_DEFAULT");
        assertThat(symmetric.hasSigningAlgorithms()).isFalse();
    }

    @Test
    void aKeyThatEncryptsDoesNotSign() {
        var symmetric = bench.key();
        assertThatThrownBy(() -> bench.sign(symmetric, WORDS)).isInstanceOf(InvalidKeyUsageException.class);
        Bench.refused(USAGE, () -> sign(symmetric, "DIGEST", new byte[32]));
        Bench.refused("UnsupportedOperationException", () -> bench.kms.getPublicKey(r -> r.keyId(symmetric)));
        // Its state is told of first.
        bench.disable(symmetric);
        Bench.refused("DisabledException", () -> bench.sign(symmetric, WORDS));
    }

    @Test
    void aKeyThatSignsDoesNotEncrypt() {
        var blob = bench.dataKey(bench.key()).ciphertextBlob();
        assertThatThrownBy(() -> bench.dataKey(key)).isInstanceOf(InvalidKeyUsageException.class);
        Bench.refused(USAGE, () -> bench.open(key, blob));
        // A blob that says that such a key made it is made up.
        var id = UUID.fromString(key);
        var forged = blob.asByteArray();
        ByteBuffer.wrap(forged, 1, 16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        Bench.refused("InvalidCiphertextException", () -> bench.open(SdkBytes.fromByteArray(forged)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDSA_SHA_384", "ECDSA_SHA_512", "RSASSA_PSS_SHA_256", "RSASSA_PKCS1_V1_5_SHA_512"})
    void theKeyHasOneAlgorithm(String algorithm) {
        Bench.refused(
                USAGE,
                () -> bench.kms.sign(r ->
                        r.keyId(key).message(SdkBytes.fromUtf8String(WORDS)).signingAlgorithm(algorithm)));
    }

    @Test
    void messagesAndDigestsHaveASize() throws Exception {
        var longest = new byte[4096];
        assertThat(verifies(publicKey(key), longest, sign(key, "RAW", longest).signature()))
                .isTrue();
        for (var size : List.of(0, 4097)) {
            Bench.refused("ValidationException", () -> sign(key, "RAW", new byte[size]));
        }
        for (var size : List.of(0, 1, 20, 31, 33, 64, 4096)) {
            Bench.refused("ValidationException", () -> sign(key, "DIGEST", new byte[size]));
        }
        Bench.refused("ValidationException", () -> sign(key, "EXTERNAL_MU", new byte[64]));
    }

    @Test
    void aDestroyedKeySignsNoMoreButItsSignaturesStand() throws Exception {
        bench.alias("alias/certificates", key);
        var kept = publicKey("alias/certificates");
        var signature = bench.sign("alias/certificates", WORDS);
        bench.destroy(key);
        for (var name : List.of(key, Bench.arn(key), "alias/certificates")) {
            Bench.refused("NotFoundException", () -> bench.sign(name, WORDS));
            Bench.refused("NotFoundException", () -> bench.kms.getPublicKey(r -> r.keyId(name)));
        }
        assertThat(verifies(kept, utf8(WORDS), signature)).isTrue();
    }

    @Test
    void noSignatureIsMadeTwice() {
        assertThat(bench.sign(key, WORDS)).isNotEqualTo(bench.sign(key, WORDS));
    }

    @Test
    void materialIsReadOnlyAsAPair() throws Exception {
        var random = new SecureRandom();
        var one = SigningMaterial.random(random);
        var two = SigningMaterial.random(random);
        var secret = Base64.getDecoder().decode(one.base64());
        assertThat(SigningMaterial.of(secret, one.publicKey(), random)).hasToString("Optional[material]");
        assertThat(SigningMaterial.of(secret, two.publicKey(), random)).isEmpty();
        assertThat(SigningMaterial.of(one.publicKey(), secret, random)).isEmpty();
        assertThat(SigningMaterial.of(new byte[0], one.publicKey(), random)).isEmpty();
        assertThat(SigningMaterial.of(secret, new byte[0], random)).isEmpty();
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var wider = generator.generateKeyPair();
        assertThat(SigningMaterial.of(
                        wider.getPrivate().getEncoded(), wider.getPublic().getEncoded(), random))
                .isEmpty();
        // A last bit of each kind, since some parsers leave it out when they are told to.
        var lasts = new boolean[2];
        for (var pair = one; !lasts[0] || !lasts[1]; pair = SigningMaterial.random(random)) {
            lasts[pair.publicKey()[90] & 1] = true;
            everyBitCounts(pair, random);
        }
    }

    private static void everyBitCounts(SigningMaterial pair, SecureRandom random) {
        var secret = Base64.getDecoder().decode(pair.base64());
        for (var at = 0; at < pair.publicKey().length; at++) {
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                var flipped = pair.publicKey();
                flipped[at] ^= (byte) (1 << bit);
                assertThat(SigningMaterial.of(secret, flipped, random))
                        .as("byte %s, bit %s", at, bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void destroyedMaterialIsNothingButZeros() {
        for (var spec : Spec.values()) {
            var material = Material.random(spec, new SecureRandom());
            assertThat(material.bytes()).isNotEqualTo(new byte[material.bytes().length]);
            material.destroy();
            assertThat(material.bytes()).containsOnly(0);
            assertThat(material).hasToString("material");
        }
    }
}
