package dev.lethe.local.port;

import dev.lethe.local.MovableClock;
import dev.lethe.local.engine.EmbeddedDynamo;
import dev.lethe.local.kms.KeyFile;
import dev.lethe.local.kms.LocalKms;
import java.net.URI;
import java.util.Optional;

/** Engines of this machine behind one address. */
final class CombinedEndpoint implements AutoCloseable {
    private final EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty());
    private final LocalKms kms = LocalKms.start(KeyFile.inMemory(), MovableClock.system());
    private final OneEndpoint one = new OneEndpoint(dynamo.endpoint(), kms.endpoint());

    URI uri() {
        return one.uri();
    }

    /** From now on refuses an operation, such as {@code DescribeStream}, as if there were none. */
    void refuse(String operation) {
        one.refuse(operation);
    }

    LockedBucket bucket() {
        return one.bucket();
    }

    @Override
    public void close() {
        one.close();
        kms.close();
        dynamo.close();
    }
}
