package dev.lethe.local.kms;

import java.nio.file.Path;

/** Where the keys are kept between one endpoint and the next. One endpoint at a time uses it. */
public abstract sealed class KeyFile permits KeyFile.InMemory, KeysOnDisk {
    /** Keeps keys for as long as this object lives. */
    public static KeyFile inMemory() {
        return new InMemory();
    }

    /** Keeps keys in {@code kms.json} in a directory, both of which only their owner can read. */
    public static KeyFile in(Path directory) {
        return new KeysOnDisk(directory);
    }

    /** What was last saved, or an empty ring. */
    abstract Ring load();

    /** Keeps a ring in place of the last one, wholly or not at all. */
    abstract void save(Ring ring);

    static final class InMemory extends KeyFile {
        private volatile Ring ring = Ring.EMPTY;

        @Override
        Ring load() {
            return ring;
        }

        @Override
        void save(Ring next) {
            ring = next;
        }
    }
}
