package dev.lethe.local.kms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keys in one JSON file, replaced as a whole and on the disk before a save returns. */
final class KeysOnDisk extends KeyFile {
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final Path file;
    private final Path draft;
    private final boolean posix;

    KeysOnDisk(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("kms.json");
        this.draft = directory.resolve("kms.json.draft");
        this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    Ring load() {
        try {
            Files.createDirectories(directory, only(OWNER_DIRECTORY));
            restrict(directory, OWNER_DIRECTORY);
            // A crash while saving leaves a draft behind, which may hold keys that are to be destroyed.
            Files.deleteIfExists(draft);
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Ring.EMPTY;
            }
            restrict(file, OWNER_FILE);
            return RingJson.read(Files.readAllBytes(file)).orElseThrow(() -> new IOException("not a key file"));
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be read from " + file, e);
        }
    }

    @Override
    void save(Ring ring) {
        try {
            Files.deleteIfExists(draft);
            write(RingJson.write(ring));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            force();
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be written to " + file, e);
        }
    }

    private void write(byte[] json) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(draft, options, only(OWNER_FILE))) {
            var left = ByteBuffer.wrap(json);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Makes the move itself last. Only POSIX systems open directories. */
    private void force() throws IOException {
        if (posix) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (posix) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
