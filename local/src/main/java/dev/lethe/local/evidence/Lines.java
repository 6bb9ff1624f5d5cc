package dev.lethe.local.evidence;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's lines, one at a time, however many they are. */
final class Lines {
    /** The longest line: DynamoDB's largest row in JSON, and some more. */
    static final int LINE_BYTES_MAX = 1 << 20;

    private static final int BUFFER = 1 << 16;

    /** Takes a line. */
    interface Taking {
        /**
         * Takes the next.
         *
         * @param number 1 for the first
         */
        void line(long number, byte[] line);
    }

    static void each(Path file, Taking taking) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var line = new ByteArrayOutputStream();
            var number = 0L;
            for (var next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    number++;
                    taking.line(number, line.toByteArray());
                    line.reset();
                } else if (line.size() == LINE_BYTES_MAX) {
                    throw new NotVerifiable(
                            file.getFileName() + " has a line of more than " + LINE_BYTES_MAX + " bytes");
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                taking.line(number + 1, line.toByteArray());
            }
        }
    }

    private Lines() {}
}
