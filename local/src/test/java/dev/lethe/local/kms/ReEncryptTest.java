package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** Moving a wrapped key to the next month's key. */
final class ReEncryptTest {
    private static final Map<String, String> NEXT = Map.of("tenant", "t1", "subject", "s1", "kver", "2");

    private final Bench bench = new Bench(KeyFile.inMemory());
    private final String old = bench.key();
    private final String next = bench.key();
    private final GenerateDataKeyResponse sealed = bench.dataKey(old);

    @AfterEach
    void close() {
        bench.close();
    }

    private ReEncryptResponse move(String source, SdkBytes blob, Map<String, String> context) {
        return bench.kms.reEncrypt(r -> r.ciphertextBlob(blob)
                .sourceKeyId(source)
                .sourceEncryptionContext(context)
                .destinationKeyId(next)
                .destinationEncryptionContext(NEXT));
    }

    private SdkBytes open(SdkBytes blob, Map<String, String> context) {
        return bench.kms
                .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context))
                .plaintext();
    }

    @Test
    void aBlobMovesToAnotherKeyAndContext() {
        var moved = move(old, sealed.ciphertextBlob(), Bench.CONTEXT);
        assertThat(moved.sourceKeyId()).isEqualTo(Bench.arn(old));
        assertThat(moved.keyId()).isEqualTo(Bench.arn(next));
        assertThat(moved.sourceEncryptionAlgorithmAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(moved.destinationEncryptionAlgorithmAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(open(moved.ciphertextBlob(), NEXT)).isEqualTo(sealed.plaintext());
        // The old context and the old key open it no more.
        assertThatThrownBy(() -> bench.open(moved.ciphertextBlob())).isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> bench.open(old, moved.ciphertextBlob())).isInstanceOf(IncorrectKeyException.class);
        // And the blob that was moved is as it was.
        assertThat(bench.open(old, sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
    }

    @Test
    void aMovedBlobOutlastsTheKeyItCameFrom() {
        var moved = bench.move(sealed.ciphertextBlob(), next);
        bench.destroy(old);
        assertThat(bench.open(moved.ciphertextBlob())).isEqualTo(sealed.plaintext());
        Bench.refused("NotFoundException", () -> bench.open(sealed.ciphertextBlob()));
        Bench.refused("NotFoundException", () -> bench.move(sealed.ciphertextBlob(), next));
        Bench.refused("NotFoundException", () -> move(old, sealed.ciphertextBlob(), Bench.CONTEXT));
        Bench.refused("NotFoundException", () -> bench.move(moved.ciphertextBlob(), old));
    }

    @Test
    void theAnswerShowsNoPlaintext() {
        var moved = bench.move(sealed.ciphertextBlob(), next);
        assertThat(moved.sdkFields().stream()
                        .filter(field -> field.getValueOrDefault(moved) != null)
                        .map(field -> field.locationName()))
                .containsExactlyInAnyOrder(
                        "CiphertextBlob",
                        "SourceKeyId",
                        "KeyId",
                        "SourceEncryptionAlgorithm",
                        "DestinationEncryptionAlgorithm");
        assertThat(hex(moved.ciphertextBlob())).doesNotContain(hex(sealed.plaintext()));
        assertThat(new ReEncrypted("a", "b", new Bytes(new byte[] {7})))
                .hasToString("ReEncrypted[sourceArn=a, arn=b, blob=bytes]");
    }

    private static String hex(SdkBytes bytes) {
        return HexFormat.of().formatHex(bytes.asByteArray());
    }

    @Test
    void aBlobMovesToItsOwnKeyAnew() {
        var moved = bench.move(sealed.ciphertextBlob(), old);
        assertThat(moved.keyId()).isEqualTo(moved.sourceKeyId()).isEqualTo(Bench.arn(old));
        assertThat(moved.ciphertextBlob()).isNotEqualTo(sealed.ciphertextBlob());
        assertThat(bench.open(moved.ciphertextBlob())).isEqualTo(sealed.plaintext());
    }

    @Test
    void bothKeysAnswerToTheirAliases() {
        bench.alias("alias/old", old);
        bench.alias("alias/next", next);
        var moved = bench.kms.reEncrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob())
                .sourceKeyId("alias/old")
                .sourceEncryptionContext(Bench.CONTEXT)
                .destinationKeyId("alias/next"));
        assertThat(moved.sourceKeyId()).isEqualTo(Bench.arn(old));
        assertThat(moved.keyId()).isEqualTo(Bench.arn(next));
        // No destination context is the empty one, not the source's.
        assertThat(open(moved.ciphertextBlob(), Map.of())).isEqualTo(sealed.plaintext());
        Bench.refused("InvalidCiphertextException", () -> bench.open(moved.ciphertextBlob()));
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.local.kms.BlobTest#otherContexts")
    void anotherContextMovesNothing(Map<String, String> other) {
        assertThatThrownBy(() -> move(old, sealed.ciphertextBlob(), other))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void theKeyThatSealedIsTheOnlySource() {
        assertThatThrownBy(() -> move(next, sealed.ciphertextBlob(), Bench.CONTEXT))
                .isInstanceOf(IncorrectKeyException.class);
        var unknown = UUID.randomUUID().toString();
        Bench.refused("NotFoundException", () -> move(unknown, sealed.ciphertextBlob(), Bench.CONTEXT));
        Bench.refused("NotFoundException", () -> bench.move(sealed.ciphertextBlob(), unknown));
        // A wrong key is told of before its state, and before the destination's.
        bench.disable(next);
        Bench.refused("IncorrectKeyException", () -> move(next, sealed.ciphertextBlob(), Bench.CONTEXT));
    }

    @Test
    void aKeyThatSignsNeitherGivesNorTakes() {
        var signer = bench.signingKey();
        assertThatThrownBy(() -> move(signer, sealed.ciphertextBlob(), Bench.CONTEXT))
                .isInstanceOf(InvalidKeyUsageException.class);
        Bench.refused("InvalidKeyUsageException", () -> bench.move(sealed.ciphertextBlob(), signer));
    }

    @Test
    void neitherKeyIsUsedUnlessBothAreEnabled() {
        bench.disable(next);
        Bench.refused("DisabledException", () -> bench.move(sealed.ciphertextBlob(), next));
        bench.schedule(next, 7);
        Bench.refused("KMSInvalidStateException", () -> bench.move(sealed.ciphertextBlob(), next));
        // The source comes first.
        bench.disable(old);
        Bench.refused("DisabledException", () -> bench.move(sealed.ciphertextBlob(), next));
    }

    @Test
    void everyByteCounts() {
        var blob = sealed.ciphertextBlob().asByteArray();
        for (var at = 0; at < blob.length; at++) {
            var changed = blob.clone();
            changed[at] ^= 1;
            damaged(changed);
        }
        damaged(Arrays.copyOf(blob, blob.length - 1));
        damaged(Arrays.copyOf(blob, blob.length + 1));
        damaged(new byte[6144]);
    }

    private void damaged(byte[] blob) {
        Bench.refused("InvalidCiphertextException", () -> bench.move(SdkBytes.fromByteArray(blob), next));
    }

    @Test
    void blobsAndContextsHaveASize() {
        for (var size : List.of(0, 6145)) {
            Bench.refused("ValidationException", () -> bench.move(SdkBytes.fromByteArray(new byte[size]), next));
        }
        var wide = Map.of("k", "v".repeat(8192));
        Bench.refused("ValidationException", () -> move(old, sealed.ciphertextBlob(), wide));
        Bench.refused(
                "ValidationException",
                () -> bench.kms.reEncrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob())
                        .sourceEncryptionContext(Bench.CONTEXT)
                        .destinationKeyId(next)
                        .destinationEncryptionContext(wide)));
        Bench.refused("ValidationException", () -> bench.kms.reEncrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob())));
        Bench.refused("ValidationException", () -> bench.kms.reEncrypt(r -> r.destinationKeyId(next)));
    }
}
