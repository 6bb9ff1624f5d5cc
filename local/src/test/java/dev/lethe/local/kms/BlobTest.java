package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

final class BlobTest {
    private static final String INVALID = "InvalidCiphertextException";

    private final Bench bench = new Bench(KeyFile.inMemory());
    private final String key = bench.key();

    @AfterEach
    void close() {
        bench.close();
    }

    private SdkBytes seal(Map<String, String> context) {
        return bench.kms
                .generateDataKey(r -> r.keyId(key).numberOfBytes(5).encryptionContext(context))
                .ciphertextBlob();
    }

    private SdkBytes open(SdkBytes blob, Map<String, String> context) {
        return bench.kms
                .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context))
                .plaintext();
    }

    private void damaged(byte[] blob) {
        Bench.refused(INVALID, () -> bench.open(SdkBytes.fromByteArray(blob)));
    }

    @Test
    void aDataKeyOpensToWhatWasGiven() {
        var made = bench.dataKey(key);
        assertThat(made.plaintext().asByteArray()).hasSize(32);
        var answer =
                bench.kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(Bench.CONTEXT));
        assertThat(answer.plaintext()).isEqualTo(made.plaintext());
        assertThat(answer.keyId()).isEqualTo(made.keyId()).isEqualTo(Bench.arn(key));
        assertThat(answer.encryptionAlgorithmAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    }

    @Test
    void noTwoDataKeysAreAlike() {
        var one = bench.dataKey(key);
        var two = bench.dataKey(key);
        assertThat(one.plaintext()).isNotEqualTo(two.plaintext());
        // Version and key id are the same; the IV is not.
        assertThat(Arrays.copyOfRange(one.ciphertextBlob().asByteArray(), 17, 29))
                .isNotEqualTo(Arrays.copyOfRange(two.ciphertextBlob().asByteArray(), 17, 29));
    }

    static Stream<Map<String, String>> otherContexts() {
        return Stream.of(
                Map.of(),
                Map.of("tenant", "t1"),
                Map.of("subject", "s1"),
                Map.of("tenant", "t1", "subject", "s1", "more", ""),
                Map.of("tenant", "t1", "subject", "s1", "", ""),
                Map.of("tenant", "s1", "subject", "t1"),
                Map.of("t1", "tenant", "s1", "subject"),
                Map.of("tenant", "t1", "subject", "s2"),
                Map.of("tenant", "t1", "subject", ""),
                Map.of("tenant", "t1", "Subject", "s1"),
                Map.of("tenant", "t1", "subject", "S1"),
                Map.of("tenant", "t1", "subject", "s1 "),
                Map.of("tenantt", "1", "subject", "s1"),
                Map.of("tenant", "t1", "subjects", "1"),
                Map.of("subjects1tenant", "t1"));
    }

    @ParameterizedTest
    @MethodSource("otherContexts")
    void anotherContextOpensNothing(Map<String, String> other) {
        var blob = seal(Bench.CONTEXT);
        assertThatThrownBy(() -> open(blob, other)).isInstanceOf(InvalidCiphertextException.class);
        var otherBlob = seal(other);
        assertThatThrownBy(() -> open(otherBlob, Bench.CONTEXT)).isInstanceOf(InvalidCiphertextException.class);
        assertThat(open(otherBlob, other).asByteArray()).hasSize(5);
    }

    @Test
    void aContextIsTheSameInAnyOrder() {
        var forward = new LinkedHashMap<String, String>();
        var backward = new LinkedHashMap<String, String>();
        for (var i = 0; i < 10; i++) {
            forward.put("k" + i, "ü" + i);
            backward.put("k" + (9 - i), "ü" + (9 - i));
        }
        assertThat(open(seal(forward), backward).asByteArray()).hasSize(5);
    }

    @Test
    void noContextIsTheEmptyOne() {
        var made = bench.kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"));
        assertThat(open(made.ciphertextBlob(), Map.of())).isEqualTo(made.plaintext());
        Bench.refused(INVALID, () -> bench.open(made.ciphertextBlob()));
    }

    @Test
    void aContextHasAnEnd() {
        Bench.refused("ValidationException", () -> seal(Map.of("k", "v".repeat(8192))));
        // Two names, two lengths for each, and how many there are.
        assertThat(open(seal(Map.of("k", "v".repeat(8192 - 13))), Map.of("k", "v".repeat(8192 - 13)))
                        .asByteArray())
                .hasSize(5);
    }

    @Test
    void everyBitCounts() {
        var blob = bench.dataKey(key).ciphertextBlob().asByteArray();
        for (var at = 0; at < blob.length; at++) {
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                var flipped = blob.clone();
                flipped[at] ^= (byte) (1 << bit);
                damaged(flipped);
            }
        }
    }

    @Test
    void everyLengthCounts() {
        var blob = bench.dataKey(key).ciphertextBlob().asByteArray();
        for (var length = 1; length < blob.length; length++) {
            damaged(Arrays.copyOf(blob, length));
        }
        damaged(Arrays.copyOf(blob, blob.length + 1));
        damaged(Arrays.copyOfRange(blob, 1, blob.length));
    }

    @Test
    void blobsHaveASize() {
        damaged(new byte[6144]);
        Bench.refused("ValidationException", () -> bench.open(SdkBytes.fromByteArray(new byte[6145])));
        Bench.refused("ValidationException", () -> bench.open(SdkBytes.fromByteArray(new byte[0])));
        Bench.refused("ValidationException", () -> bench.kms.decrypt(r -> r.keyId(key)));
    }

    @Test
    void onlyTheKeyThatSealedOpens() {
        var other = bench.key();
        var blob = bench.dataKey(key).ciphertextBlob();
        assertThatThrownBy(() -> bench.open(other, blob)).isInstanceOf(IncorrectKeyException.class);
        Bench.refused("IncorrectKeyException", () -> bench.open(Bench.arn(other), blob));
        Bench.refused("NotFoundException", () -> bench.open(UUID.randomUUID().toString(), blob));
    }

    @Test
    void aBlobCannotBeReassignedToAnotherKey() {
        var other = UUID.fromString(bench.key());
        var blob = bench.dataKey(key).ciphertextBlob().asByteArray();
        ByteBuffer.wrap(blob, 1, 16).putLong(other.getMostSignificantBits()).putLong(other.getLeastSignificantBits());
        damaged(blob);
        Bench.refused(INVALID, () -> bench.open(other.toString(), SdkBytes.fromByteArray(blob)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 33, 1024})
    void dataKeysHaveTheSizeAskedFor(int bytes) {
        var made = bench.kms.generateDataKey(r -> r.keyId(key).numberOfBytes(bytes));
        assertThat(made.plaintext().asByteArray()).hasSize(bytes);
        assertThat(open(made.ciphertextBlob(), Map.of())).isEqualTo(made.plaintext());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1025, Integer.MAX_VALUE})
    void dataKeysOfOtherSizesAreRefused(int bytes) {
        Bench.refused(
                "ValidationException",
                () -> bench.kms.generateDataKey(r -> r.keyId(key).numberOfBytes(bytes)));
    }

    @Test
    void aDataKeyHasASpecOrASize() {
        Bench.refused("ValidationException", () -> bench.kms.generateDataKey(r -> r.keyId(key)));
        Bench.refused(
                "ValidationException",
                () -> bench.kms.generateDataKey(
                        r -> r.keyId(key).keySpec("AES_256").numberOfBytes(32)));
        Bench.refused(
                "ValidationException",
                () -> bench.kms.generateDataKey(r -> r.keyId(key).keySpec("AES_512")));
        Bench.refused("ValidationException", () -> bench.kms.generateDataKey(r -> r.keySpec("AES_256")));
    }
}
