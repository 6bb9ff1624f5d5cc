package dev.lethe.aws;

import dev.lethe.audit.Checkpoints;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.StoreUnavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Keeps checkpoints in a bucket of S3 with Object Lock. */
public final class S3Checkpoints implements Checkpoints {
    private static final int OK = 200;

    /** An object of that name is there. */
    private static final int PRECONDITION_FAILED = 412;

    private final SignedHttp http;
    private final URI bucket;

    /** @param bucket where the bucket's objects are, ending in a slash */
    S3Checkpoints(SignedHttp http, URI bucket) {
        this.http = http;
        this.bucket = bucket;
    }

    @Override
    public void keep(String name, String jws) {
        var bytes = jws.getBytes(StandardCharsets.US_ASCII);
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(bucket.resolve(name))
                .putHeader("Content-Type", "application/jose")
                .putHeader("If-None-Match", "*")
                // A bucket with Object Lock takes nothing without a checksum.
                .putHeader("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(Sha256.of(bytes)));
        var status = http.call(request, bytes).status();
        if (status != OK && status != PRECONDITION_FAILED) {
            throw new StoreUnavailable();
        }
    }
}
