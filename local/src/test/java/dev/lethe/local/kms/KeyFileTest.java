package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.AliasListEntry;

final class KeyFileTest {
    private static final String ID = "6b0f6b1e-6f0c-4b5e-9d3e-1c2f5a7b9d01";
    private static final String MATERIAL = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String WHOLE = """
            {"Format": 1,
             "Keys": [{"Id": "%s", "Material": "%s", "Description": "", "Tags": [],
                       "Created": "2026-03-01T12:00:00Z", "State": "Enabled"}],
             "Aliases": [{"Name": "alias/a", "Target": "%s",
                          "Created": "2026-03-01T12:00:00Z", "Updated": "2026-03-01T12:00:00Z"}],
             "Destroyed": []}""".formatted(ID, MATERIAL, ID);

    @TempDir
    private Path temp = Path.of("");

    private Path home = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        home = temp.resolve("data").resolve("kms");
        file = home.resolve("kms.json");
    }

    private Bench start() {
        return new Bench(KeyFile.in(home));
    }

    private String text() throws IOException {
        return Files.readString(file);
    }

    private String material() throws IOException {
        var found = Pattern.compile("\"Material\":\"([^\"]{44})\"").matcher(text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void everythingOutlastsARestart() throws IOException {
        try (var bench = start()) {
            var enabled = bench.kms
                    .createKey(r -> r.description("größer").tags(Bench.tag("k", "v")))
                    .keyMetadata();
            var sealed = bench.dataKey(enabled.keyId());
            var disabled = bench.key();
            bench.disable(disabled);
            var pending = bench.key();
            bench.schedule(pending, 8);
            bench.alias("alias/a", enabled.keyId());
            try (var next = start()) {
                assertThat(next.kms.describeKey(r -> r.keyId("alias/a")).keyMetadata())
                        .isEqualTo(enabled);
                for (var id : List.of(disabled, pending)) {
                    assertThat(next.kms.describeKey(r -> r.keyId(id)).keyMetadata())
                            .isEqualTo(bench.kms.describeKey(r -> r.keyId(id)).keyMetadata());
                }
                assertThat(next.kms.listAliases().aliases())
                        .isEqualTo(bench.kms.listAliases().aliases());
                assertThat(next.open("alias/a", sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
                next.disable("alias/a");
                assertThat(text()).contains("\"k\"", "\"v\"");
            }
        }
    }

    @Test
    void keysInMemoryLastAsLongAsTheirFile() {
        var keys = KeyFile.inMemory();
        try (var bench = new Bench(keys)) {
            bench.alias("alias/a", bench.key());
        }
        try (var bench = new Bench(keys)) {
            assertThat(bench.kms.listAliases().aliases())
                    .extracting(AliasListEntry::aliasName)
                    .containsExactly("alias/a");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerCanRead() throws IOException {
        Files.createDirectories(home);
        Files.writeString(file, WHOLE);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (var bench = start()) {
            assertPrivate();
            bench.disable("alias/a");
            assertPrivate();
        }
    }

    private void assertPrivate() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var inside = Files.list(home)) {
            assertThat(inside).containsExactly(file);
        }
    }

    @Test
    void aDestroyedKeyLeavesTheFileAndNeverComesBack() throws IOException {
        try (var bench = start()) {
            var key = bench.key();
            var blob = bench.dataKey(key).ciphertextBlob();
            bench.schedule(key, 7);
            var material = material();
            bench.pass(Duration.ofDays(7));
            Bench.refused("NotFoundException", () -> bench.open(blob));
            assertThat(text()).doesNotContain(material).contains(key);
            // The clock of the next one starts before the deletion.
            try (var next = start()) {
                Bench.refused("NotFoundException", () -> next.open(blob));
                Bench.refused("NotFoundException", () -> next.open(key, blob));
                Bench.refused("NotFoundException", () -> next.kms.cancelKeyDeletion(r -> r.keyId(key)));
            }
        }
    }

    @Test
    void aDeletionThatComesDueWhileNothingRunsIsDoneAtTheStart() throws IOException {
        var material = "";
        try (var bench = start()) {
            bench.schedule(bench.key(), 7);
            material = material();
        }
        var later = Bench.START.plus(Duration.ofDays(7));
        LocalKms.start(KeyFile.in(home), InstantSource.fixed(later)).close();
        assertThat(text()).doesNotContain(material);
    }

    @Test
    void readingAndSealingWriteNothing() throws IOException {
        try (var bench = start()) {
            var key = bench.key();
            Files.delete(file);
            var made = bench.dataKey(key);
            assertThat(bench.open(made.ciphertextBlob())).isEqualTo(made.plaintext());
            var _ = bench.kms.describeKey(r -> r.keyId(key));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aChangeThatCannotBeKeptIsNotMade() throws IOException {
        try (var bench = start()) {
            var key = bench.key();
            var kept = text();
            var obstacle =
                    Files.createDirectories(home.resolve("kms.json.draft").resolve("x"));
            Bench.refused("KMSInternalException", () -> bench.alias("alias/a", key));
            Bench.refused("KMSInternalException", () -> bench.disable(key));
            assertThat(text()).isEqualTo(kept);
            assertThat(bench.kms.listAliases().aliases()).isEmpty();
            Files.delete(obstacle);
            assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
            bench.alias("alias/a", key);
        }
    }

    @Test
    void aDraftThatACrashLeftIsRemoved() throws IOException {
        Files.createDirectories(home);
        var draft = Files.writeString(home.resolve("kms.json.draft"), "secret");
        try (var bench = start()) {
            assertThat(draft).doesNotExist();
            assertThat(bench.kms.listAliases().aliases()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "s/1,/2,/",
                "s/Enabled/Lost/",
                "s/Enabled/PendingDeletion/",
                "s/MDEy/MDE/",
                "s/MDEy//",
                "s/MDEy/ÄÖÜß/",
                "s/alias.a/a/",
                "s/\"Target\": \"6b/\"Target\": \"6c/",
                "s/2026-03-01T/2026-13-01T/",
                "s/\"Destroyed\"/\"Lost\"/",
                "s/\\[\\]\\}$/[1]}/",
                "s/Description/Decription/"
            })
    void aFileThatIsNotWholeIsRefusedByItsName(String edit) throws IOException {
        var parts = edit.split("/", -1);
        var damaged = parts.length == 4 ? WHOLE.replaceFirst(parts[1], parts[2]) : edit;
        assertThat(damaged).isNotEqualTo(WHOLE);
        Files.createDirectories(home);
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> LocalKms.start(KeyFile.in(home), InstantSource.system()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The keys cannot be read from " + file)
                .rootCause()
                .hasMessage("not a key file");
        assertThat(text()).isEqualTo(damaged);
    }

    @Test
    void theFileOfTheseTestsIsWhole() throws IOException {
        Files.createDirectories(home);
        Files.writeString(file, WHOLE);
        try (var bench = start()) {
            assertThat(bench.dataKey("alias/a").keyId()).isEqualTo(Bench.arn(ID));
        }
    }
}
