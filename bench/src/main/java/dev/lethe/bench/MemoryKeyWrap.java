package dev.lethe.bench;

import dev.lethe.crypto.KeyBytes;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyWrap;
import dev.lethe.crypto.WrappedKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A key service that answers at once and counts what it is asked. Its blobs hold their key in the clear. */
final class MemoryKeyWrap implements KeyWrap {
    /** As long as KMS makes them for a key of 32 bytes. */
    static final int BLOB = 184;

    static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000";

    private final RandomGenerator random = new SecureRandom();
    private final AtomicLong calls = new AtomicLong();

    @Override
    public Generated generate(KeyName name) {
        calls.incrementAndGet();
        var key = new byte[KeyBytes.LENGTH];
        random.nextBytes(key);
        var blob = ByteBuffer.allocate(BLOB).put(key).putInt(name.hashCode()).array();
        return new Generated(new KeyBytes(key), new WrappedKey(blob, ARN));
    }

    @Override
    public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
        calls.incrementAndGet();
        var blob = ByteBuffer.wrap(wrapped.bytes());
        var key = new byte[KeyBytes.LENGTH];
        if (blob.get(key).getInt() != name.hashCode()) {
            throw new IllegalStateException("only what was wrapped here is unwrapped here");
        }
        return new KeyBytes(key);
    }

    @Override
    public WrappedKey rewrap(WrappedKey wrapped, KeyName name) {
        throw new UnsupportedOperationException("keys are not moved here");
    }

    @Override
    public WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo) {
        throw new UnsupportedOperationException("keys are not moved here");
    }

    long calls() {
        return calls.get();
    }
}
