package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** An endpoint, the real client before it, and a clock to move. */
final class Bench implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00.250Z");
    static final Map<String, String> CONTEXT = Map.of("subject", "s1", "tenant", "t1");

    private static final Set<String> BROKEN =
            Set.of("KMSInternalException", "DependencyTimeoutException", "KeyUnavailableException");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    final LocalKms endpoint;
    final KmsClient kms;

    Bench(KeyFile keys) {
        endpoint = LocalKms.start(keys, now::get);
        kms = client(DefaultRetryStrategy.doNotRetry());
    }

    /** Another client, which tries again as it is told to. */
    KmsClient client(RetryStrategy retries) {
        return KmsClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .build();
    }

    void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    /** The id of a new key. */
    String key() {
        return kms.createKey().keyMetadata().keyId();
    }

    /** The id of a new key that signs. */
    String signingKey() {
        return kms.createKey(r -> r.keyUsage("SIGN_VERIFY").keySpec("ECC_NIST_P256"))
                .keyMetadata()
                .keyId();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    static String arn(String id) {
        return "arn:aws:kms:us-east-1:000000000000:key/" + id;
    }

    GenerateDataKeyResponse dataKey(String key) {
        return kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256").encryptionContext(CONTEXT));
    }

    SdkBytes open(SdkBytes blob) {
        return kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT))
                .plaintext();
    }

    SdkBytes open(String key, SdkBytes blob) {
        return kms.decrypt(r -> r.keyId(key).ciphertextBlob(blob).encryptionContext(CONTEXT))
                .plaintext();
    }

    /** Moves a blob from whatever key sealed it to another, both under the usual context. */
    ReEncryptResponse move(SdkBytes blob, String key) {
        return kms.reEncrypt(r -> r.ciphertextBlob(blob)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(key)
                .destinationEncryptionContext(CONTEXT));
    }

    SdkBytes sign(String key, String message) {
        return kms.sign(r ->
                        r.keyId(key).message(SdkBytes.fromUtf8String(message)).signingAlgorithm("ECDSA_SHA_256"))
                .signature();
    }

    void disable(String key) {
        var _ = kms.disableKey(r -> r.keyId(key));
    }

    void alias(String name, String key) {
        var _ = kms.createAlias(r -> r.aliasName(name).targetKeyId(key));
    }

    void tag(String key, Tag... tags) {
        var _ = kms.tagResource(r -> r.keyId(key).tags(tags));
    }

    void schedule(String key, int days) {
        var _ = kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(days));
    }

    /** Schedules a key for deletion and lets the time pass. */
    void destroy(String key) {
        schedule(key, 7);
        pass(Duration.ofDays(7));
    }

    /** Expects a refusal under its name in the protocol. */
    static void refused(String code, ThrowingCallable call) {
        var refusal = catchThrowableOfType(KmsException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.statusCode()).isEqualTo(BROKEN.contains(code) ? 500 : 400);
        assertThat(refusal.requestId()).isNotBlank();
    }

    @Override
    public void close() {
        kms.close();
        endpoint.close();
    }
}
