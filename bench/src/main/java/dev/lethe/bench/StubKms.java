package dev.lethe.bench;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/**
 * KMS answering at once and counting what it is asked: the libraries' own code is all that takes time. Its blobs hold their key in
 * the clear, are as long as those of KMS, and are held to their encryption context.
 */
final class StubKms implements KmsClient {
    static final String KEY = MemoryKeyWrap.ARN;
    private static final int KEY_BYTES = 32;

    private final RandomGenerator random = new SecureRandom();
    private final AtomicLong calls = new AtomicLong();

    long calls() {
        return calls.get();
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        calls.incrementAndGet();
        var length = request.numberOfBytes() == null ? KEY_BYTES : request.numberOfBytes();
        var key = bytes(length);
        return GenerateDataKeyResponse.builder()
                .keyId(KEY)
                .plaintext(SdkBytes.fromByteArray(key))
                .ciphertextBlob(wrap(key, request.encryptionContext()))
                .build();
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            GenerateDataKeyWithoutPlaintextRequest request) {
        calls.incrementAndGet();
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(KEY)
                .ciphertextBlob(wrap(bytes(KEY_BYTES), request.encryptionContext()))
                .build();
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        calls.incrementAndGet();
        var plaintext = unwrap(request.ciphertextBlob(), request.sourceEncryptionContext());
        return ReEncryptResponse.builder()
                .sourceKeyId(KEY)
                .keyId(KEY)
                .ciphertextBlob(wrap(plaintext, request.destinationEncryptionContext()))
                .build();
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        calls.incrementAndGet();
        return EncryptResponse.builder()
                .keyId(KEY)
                .ciphertextBlob(wrap(request.plaintext().asByteArray(), request.encryptionContext()))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        calls.incrementAndGet();
        return DecryptResponse.builder()
                .keyId(KEY)
                .plaintext(SdkBytes.fromByteArray(unwrap(request.ciphertextBlob(), request.encryptionContext())))
                .build();
    }

    private static SdkBytes wrap(byte[] plaintext, Map<String, String> context) {
        return SdkBytes.fromByteArray(ByteBuffer.allocate(MemoryKeyWrap.BLOB)
                .putInt(context.hashCode())
                .put((byte) plaintext.length)
                .put(plaintext)
                .array());
    }

    private static byte[] unwrap(SdkBytes blob, Map<String, String> context) {
        var bytes = blob.asByteBuffer();
        if (bytes.getInt() != context.hashCode()) {
            throw new IllegalStateException("only what was wrapped here is unwrapped here");
        }
        var plaintext = new byte[bytes.get()];
        bytes.get(plaintext);
        return plaintext;
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String serviceName() {
        return "kms";
    }

    @Override
    public void close() {
        // There is nothing to let go.
    }
}
