package dev.lethe.aws;

import dev.lethe.audit.Checkpoints;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.StoreUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * Keeps checkpoints in a bucket of S3 with Object Lock. The one call it needs is made with the SDK's own signer and HTTP client:
 * S3's whole client would make every function's package half as large again. Not tried again here: what delivers the stream
 * does that.
 */
public final class S3Checkpoints implements Checkpoints {
    private static final int OK = 200;

    /** An object of that name is there. */
    private static final int PRECONDITION_FAILED = 412;

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final URI bucket;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param bucket where the bucket's objects are, ending in a slash */
    S3Checkpoints(SdkHttpClient http, AwsCredentialsProvider credentials, Region region, URI bucket) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
        this.bucket = bucket;
    }

    @Override
    public void keep(String name, String jws) {
        var bytes = jws.getBytes(StandardCharsets.US_ASCII);
        var status = put(bucket.resolve(name), bytes);
        if (status != OK && status != PRECONDITION_FAILED) {
            throw new StoreUnavailable();
        }
    }

    private int put(URI object, byte[] bytes) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(object)
                .putHeader("Content-Type", "application/jose")
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .putHeader("If-None-Match", "*")
                // A bucket with Object Lock takes nothing without a checksum.
                .putHeader("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(Sha256.of(bytes)))
                .build();
        try {
            var payload = ContentStreamProvider.fromByteArray(bytes);
            var signed = signer.sign(r -> r.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(payload)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
            var answer = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(payload))
                            .build())
                    .call();
            if (answer.responseBody().isPresent()) {
                answer.responseBody().get().close();
            }
            return answer.httpResponse().statusCode();
        } catch (IOException | SdkException _) {
            throw new StoreUnavailable();
        }
    }
}
