package dev.lethe.local.evidence;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Every file of an export. A file of many things has one a line. */
enum ExportFile {
    /** When the export began, and how much it has; written last, so that an export without it is not whole. */
    HEADER("export.json"),
    /** The public keys that signatures are checked by (RFC 7517). */
    KEYS("jwks.json"),
    /** Signed checkpoints, as compact JWS. */
    CHECKPOINTS("checkpoints.jws"),
    /** Rows of the table, as {@link dev.lethe.audit.Leaf} takes them. */
    EVIDENCE("evidence.ndjson"),
    /** Receipts as they are handed out, as compact JWS; only where they were asked for. */
    RECEIPTS("receipts.jws");

    private final String fileName;

    ExportFile(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    Path in(Path directory) {
        return directory.resolve(fileName);
    }

    static Optional<ExportFile> called(String fileName) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(fileName))
                .findFirst();
    }
}
