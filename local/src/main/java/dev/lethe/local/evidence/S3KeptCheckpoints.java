package dev.lethe.local.evidence;

import dev.lethe.aws.Clients;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** Checkpoints in a bucket. */
public final class S3KeptCheckpoints implements KeptCheckpoints {
    private final Clients clients;
    private final String bucket;

    public S3KeptCheckpoints(Clients clients, String bucket) {
        this.clients = clients;
        this.bucket = bucket;
    }

    @Override
    public void each(Consumer<String> jws) {
        // Whatever is not AWS knows a bucket by its path, not by a name of its own.
        try (var s3 = clients.with(
                        S3Client.builder().forcePathStyle(clients.endpoint().isPresent()))
                .build()) {
            s3.listObjectsV2Paginator(r -> r.bucket(bucket))
                    .contents()
                    .forEach(object ->
                            jws.accept(s3.getObjectAsBytes(r -> r.bucket(bucket).key(object.key()))
                                    .asUtf8String()));
        }
    }
}
