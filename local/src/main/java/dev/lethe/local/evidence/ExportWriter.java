package dev.lethe.local.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what an {@link EvidenceExport} tells into a directory of its own; whatever else is told goes on to {@code others}. */
public final class ExportWriter implements Consumer<String>, AutoCloseable {
    /** Nobody else's, where the file system knows owners. */
    private static final FileAttribute<?>[] OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];

    private final Path directory;
    private final Consumer<String> others;
    private final Map<ExportFile, Writer> files = new EnumMap<>(ExportFile.class);

    private ExportWriter(Path directory, Consumer<String> others) {
        this.directory = directory;
        this.others = others;
    }

    /**
     * Begins an export.
     *
     * @throws FileAlreadyExistsException when something is in the directory: nothing is ever written over
     */
    public static ExportWriter into(Path directory, Consumer<String> others) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OWNERS);
        }
        try (var there = Files.list(directory)) {
            if (there.findAny().isPresent()) {
                throw new FileAlreadyExistsException(directory.toString());
            }
        }
        var writer = new ExportWriter(directory, others);
        // One of which there is none is a file without a line.
        writer.file(ExportFile.CHECKPOINTS);
        writer.file(ExportFile.EVIDENCE);
        return writer;
    }

    @Override
    public void accept(String line) {
        var space = line.indexOf(' ');
        var file = ExportFile.called(line.substring(0, Math.max(space, 0)));
        if (file.isEmpty()) {
            others.accept(line);
            return;
        }
        try {
            file(file.get()).append(line, space + 1, line.length()).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the export could not be written", e);
        }
    }

    private Writer file(ExportFile file) throws IOException {
        var open = files.get(file);
        if (open == null) {
            open = Files.newBufferedWriter(file.in(directory));
            files.put(file, open);
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }
}
