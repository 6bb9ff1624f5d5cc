package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deployed: small, the same however often it is built, and told of part by part. Only a packaged build has it. */
class ShippedZipTest {
    private static final Path ZIP = Project.ROOT.resolve("functions/target/lethe-functions.zip");
    private static final Path BILL = Project.ROOT.resolve("functions/target/lethe-functions.cdx.json");

    /** What a cold start has to fetch and read. */
    private static final long ASSET_BYTES_MAX = 12_000_000;

    /** As the parent's {@code project.build.outputTimestamp} says. */
    private static final LocalDateTime BUILT = LocalDateTime.parse("2026-11-23T00:00:00");

    @BeforeEach
    void isPackaged() {
        assumeThat(ZIP)
                .as("the functions have not been packaged: run mvn verify")
                .exists();
    }

    @Test
    void itIsSmall() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(ASSET_BYTES_MAX);
    }

    @Test
    void allOfItLiesWhereTheRuntimeLooks() throws IOException {
        assertThat(jars())
                .hasSizeGreaterThan(20)
                .contains("lib/functions.jar")
                .allMatch(name -> name.matches("lib/[^/]+\\.jar"));
        assertThat(jars())
                .noneMatch(name -> name.matches(".*(junit|assertj|netty|apache-client|jspecify|DynamoDBLocal).*"));
    }

    @Test
    void nothingOfItTellsWhenOrWhereItWasBuilt() throws IOException {
        for (var entry : entries()) {
            assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(BUILT);
            assertThat(entry.getLastAccessTime()).isNull();
            assertThat(entry.getCreationTime()).isNull();
        }
    }

    @Test
    void ofEveryJarTheBillTells() throws IOException {
        assumeThat(BILL).as("no bill of materials: an offline build makes none").exists();
        var components = new ObjectMapper().readTree(BILL.toFile()).path("components");
        var told = components.findParents("purl").stream()
                .map(component -> "lib/" + component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .toList();
        assertThat(told)
                .containsAll(jars().stream()
                        .filter(name -> !name.equals("lib/functions.jar"))
                        .toList());
    }

    private static List<String> jars() throws IOException {
        return entries().stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    private static List<? extends ZipEntry> entries() throws IOException {
        try (var zip = new ZipFile(ZIP.toFile())) {
            return Collections.list(zip.entries());
        }
    }
}
