package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lethe.lambda.Suite;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is deployed is what these tests ran: the very jar. */
class ShippedJarTest {
    private static final Path ZIP =
            Path.of(System.getProperty("lethe.root", ".."), "functions/target/lethe-functions.zip");

    @Test
    void theZipHoldsTheJarThatTheTestsRan() throws Exception {
        var ran = Path.of(
                Suite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeThat(ran)
                .as("the functions have not been packaged: run mvn verify")
                .isRegularFile();
        try (var zip = new ZipFile(ZIP.toFile())) {
            var shipped = Objects.requireNonNull(zip.getEntry("lib/functions.jar"));
            assertThat(sha256(zip.getInputStream(shipped))).isEqualTo(sha256(Files.newInputStream(ran)));
        }
    }

    private static String sha256(InputStream bytes) throws Exception {
        try (bytes) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
        }
    }
}
