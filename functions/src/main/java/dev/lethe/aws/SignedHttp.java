package dev.lethe.aws;

import dev.lethe.kernel.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * One call to a service of AWS of which one call is all that is needed, by the SDK's own signer and HTTP client: each service's whole
 * client would make every function's package larger. Not tried again here: what delivers a stream does that.
 */
final class SignedHttp {
    /** How much of an answer is read. */
    private static final int ANSWER_BYTES_MAX = 1 << 16;

    /** What came back. */
    record Answer(int status, String body) {}

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final String service;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param service as signatures name it */
    SignedHttp(SdkHttpClient http, AwsCredentialsProvider credentials, Region region, String service) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /** @throws StoreUnavailable when no answer comes back */
    Answer call(SdkHttpRequest.Builder unsigned, byte[] body) {
        try {
            var request = unsigned.putHeader("Content-Length", Integer.toString(body.length))
                    .build();
            var payload = ContentStreamProvider.fromByteArray(body);
            var signed = signer.sign(r -> r.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(payload)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    // Of S3's paths every byte counts; the others that are called here have none.
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
            var answer = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(payload))
                            .build())
                    .call();
            return new Answer(
                    answer.httpResponse().statusCode(),
                    answer.responseBody().isPresent()
                            ? text(answer.responseBody().get())
                            : "");
        } catch (IOException | SdkException _) {
            throw new StoreUnavailable();
        }
    }

    private static String text(AbortableInputStream body) throws IOException {
        try (body) {
            return new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
        }
    }
}
