package dev.lethe.crypto;

import dev.lethe.kernel.KeyUnavailable;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service in memory: unwraps what it wrapped, under exactly the name it was wrapped for. */
public final class FakeKeyWrap implements KeyWrap {
    private record Known(WrappedKey wrapped, KeyName name) {}

    private final Map<Known, byte[]> keys = new ConcurrentHashMap<>();
    private final SplittableRandom random;
    public final AtomicInteger generated = new AtomicInteger();
    public final AtomicInteger unwrapped = new AtomicInteger();

    public FakeKeyWrap(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public synchronized Generated generate(KeyName name) {
        generated.incrementAndGet();
        var key = bytes(KeyBytes.LENGTH);
        var wrapped = new WrappedKey(bytes(48), "arn:epoch");
        keys.put(new Known(wrapped, name), key.clone());
        return new Generated(new KeyBytes(key), wrapped);
    }

    @Override
    public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
        unwrapped.incrementAndGet();
        var key = keys.get(new Known(wrapped, name));
        if (key == null) {
            throw new KeyUnavailable(KeyUnavailable.Reason.REFUSED);
        }
        return new KeyBytes(key.clone());
    }

    @Override
    public synchronized WrappedKey rewrap(WrappedKey wrapped, KeyName name) {
        try (var key = unwrap(wrapped, name)) {
            var fresh = new WrappedKey(bytes(48), "arn:next-epoch");
            keys.put(new Known(fresh, name), key.as("raw").getEncoded());
            return fresh;
        }
    }

    @Override
    public WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo) {
        throw new KeyUnavailable(KeyUnavailable.Reason.REFUSED);
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
