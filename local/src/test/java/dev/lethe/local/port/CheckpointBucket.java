package dev.lethe.local.port;

import dev.lethe.audit.Checkpoints;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket with Object Lock of one test's own. What it keeps is locked in governance mode, since in compliance mode nobody could
 * remove it again.
 */
final class CheckpointBucket implements AutoCloseable {
    private static final int FORBIDDEN = 403;
    private static final String OBJECT = "checkpoint";

    private final S3Client s3;
    private final String name;
    private final Set<String> versions = new LinkedHashSet<>();

    CheckpointBucket(S3Client s3, String name, boolean namesItsRegion) {
        this.s3 = s3;
        this.name = name;
        var region = s3.serviceClientConfiguration().region().id();
        s3.createBucket(r -> {
            r.bucket(name).objectLockEnabledForBucket(true);
            if (namesItsRegion) {
                r.createBucketConfiguration(where -> where.locationConstraint(region));
            }
        });
        try {
            s3.putObjectLockConfiguration(r -> r.bucket(name)
                    .objectLockConfiguration(lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(rule -> rule.defaultRetention(kept -> kept.mode(ObjectLockRetentionMode.GOVERNANCE)
                                    .days(1)))));
        } catch (SdkException e) {
            close();
            throw e;
        }
    }

    /** Whether what is kept is neither replaced nor deleted. */
    boolean locks(Checkpoints checkpoints) {
        checkpoints.keep(OBJECT, "first");
        var first = version();
        checkpoints.keep(OBJECT, "second");
        if (!version().equals(first)) {
            return false;
        }
        try {
            s3.deleteObject(r -> r.bucket(name).key(OBJECT).versionId(first));
            return false;
        } catch (S3Exception refused) {
            return refused.statusCode() == FORBIDDEN;
        }
    }

    private String version() {
        var version = s3.headObject(r -> r.bucket(name).key(OBJECT)).versionId();
        versions.add(version);
        return version;
    }

    @Override
    public void close() {
        try {
            for (var version : versions) {
                s3.deleteObject(
                        r -> r.bucket(name).key(OBJECT).versionId(version).bypassGovernanceRetention(true));
            }
            s3.deleteBucket(r -> r.bucket(name));
        } catch (SdkException _) {
            throw new IllegalStateException("could not be removed: " + name);
        }
    }
}
