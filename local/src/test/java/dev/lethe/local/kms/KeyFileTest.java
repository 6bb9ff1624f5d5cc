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
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
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

    private static final String SIGNING = """
            {"Format": 1,
             "Keys": [{"Id": "%s", "Spec": "ECC_NIST_P256",
                       "PublicKey": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEgK505zaK2nGrSSWtRz1ZX8lP+5US0F+4HRt6tcBgY2yd\
            Ic0Qi8mHerqHnl2NOk8LcIyk4qYBgAEHyBl0ZgBh+A==",
                       "Material": "MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCC0QzkIQduBjMS/sUh+6Hd6U/RZY9Y6\
            ugczCRdvEJ1vvQ==",
                       "Description": "", "Tags": [], "Created": "2026-03-01T12:00:00Z", "State": "Enabled"}],
             "Aliases": [],
             "Destroyed": []}""".formatted(ID);

    /** As it was written before there were signing keys, and a blob of its first key. */
    private static final String OLD = """
            {"Format":1,"Keys":[{"Id":"%s","Material":"%s","Description":"größer",\
            "Tags":[{"TagKey":"AWS:k","TagValue":"v"}],"Created":"2026-03-01T12:00:00.250Z","State":"Disabled"},\
            {"Id":"7c1a7c2f-7a1d-4c6f-8e4f-2d3a6b8c0e12","Material":"ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",\
            "Description":"","Tags":[],"Created":"2026-03-01T12:00:00Z","State":"PendingDeletion",\
            "DeletionDate":"2026-03-09T12:00:00Z"}],"Aliases":[{"Name":"alias/a","Target":"%s",\
            "Created":"2026-03-01T12:00:00Z","Updated":"2026-03-01T12:00:00Z"}],\
            "Destroyed":["8d2b8d3a-8b2e-4d7a-9f5a-3e4b7c9d1f23"]}""".formatted(ID, MATERIAL, ID);

    private static final String OLD_BLOB =
            "AWsPax5vDEtenT4cL1p7nQFZpJZCDMjTmHf+VL738OSqFG5XJfxJhbcvjq2jpSi8iWRoz3KhJrSz";

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
        var found = Pattern.compile("\"Material\":\"([^\"]{44,})\"").matcher(text());
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
            var signing = bench.signingKey();
            bench.tag(signing, Bench.tag("use", "certificates"));
            try (var next = start()) {
                assertThat(next.kms.describeKey(r -> r.keyId("alias/a")).keyMetadata())
                        .isEqualTo(enabled);
                for (var id : List.of(disabled, pending, signing)) {
                    assertThat(next.kms.describeKey(r -> r.keyId(id)).keyMetadata())
                            .isEqualTo(bench.kms.describeKey(r -> r.keyId(id)).keyMetadata());
                }
                assertThat(next.kms.listAliases().aliases())
                        .isEqualTo(bench.kms.listAliases().aliases());
                assertThat(next.open("alias/a", sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
                assertThat(next.kms.getPublicKey(r -> r.keyId(signing)).publicKey())
                        .isEqualTo(bench.kms.getPublicKey(r -> r.keyId(signing)).publicKey());
                assertThat(next.sign(signing, "m").asByteArray()).isNotEmpty();
                assertThat(next.kms.listResourceTags(r -> r.keyId(signing)).tags())
                        .containsExactly(Bench.tag("use", "certificates"));
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
    void aDestroyedSigningKeyLeavesTheFileToo() throws IOException {
        try (var bench = start()) {
            var key = bench.signingKey();
            var material = material();
            var publicKey = Base64.getEncoder()
                    .encodeToString(bench.kms
                            .getPublicKey(r -> r.keyId(key))
                            .publicKey()
                            .asByteArray());
            assertThat(text()).contains(publicKey);
            bench.destroy(key);
            Bench.refused("NotFoundException", () -> bench.sign(key, "m"));
            assertThat(text()).doesNotContain(material, publicKey).contains(key);
            try (var next = start()) {
                Bench.refused("NotFoundException", () -> next.sign(key, "m"));
                Bench.refused("NotFoundException", () -> next.kms.getPublicKey(r -> r.keyId(key)));
            }
        }
    }

    @Test
    void whatIsRemovedLeavesTheFile() throws IOException {
        try (var bench = start()) {
            var key = bench.key();
            bench.alias("alias/removed", key);
            bench.tag(key, Bench.tag("lost", "1"), Bench.tag("kept", "2"));
            assertThat(text()).contains("alias/removed", "lost", "kept");
            var _ = bench.kms.deleteAlias(r -> r.aliasName("alias/removed"));
            var _ = bench.kms.untagResource(r -> r.keyId(key).tagKeys("lost"));
            assertThat(text()).doesNotContain("alias/removed", "lost").contains("kept");
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
            var signer = bench.signingKey();
            Files.delete(file);
            var made = bench.dataKey(key);
            assertThat(bench.open(made.ciphertextBlob())).isEqualTo(made.plaintext());
            var _ = bench.kms.describeKey(r -> r.keyId(key));
            assertThat(bench.move(made.ciphertextBlob(), key).keyId()).isEqualTo(Bench.arn(key));
            assertThat(bench.sign(signer, "m").asByteArray()).isNotEmpty();
            assertThat(bench.kms.listKeys().keys()).hasSize(2);
            assertThat(bench.kms.getPublicKey(r -> r.keyId(signer)).keyId()).isEqualTo(Bench.arn(signer));
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
            Bench.refused("KMSInternalException", () -> bench.tag(key, Bench.tag("a", "1")));
            Bench.refused("KMSInternalException", bench::signingKey);
            assertThat(text()).isEqualTo(kept);
            assertThat(bench.kms.listAliases().aliases()).isEmpty();
            assertThat(bench.kms.listResourceTags(r -> r.keyId(key)).tags()).isEmpty();
            assertThat(bench.kms.listKeys().keys()).hasSize(1);
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
                "s/Description/Decription/",
                "s/\"Material/\"Spec\": \"ECC_NIST_P256\", \"Material/",
                "s/\"Material/\"PublicKey\": \"AQ==\", \"Material/"
            })
    void aFileThatIsNotWholeIsRefusedByItsName(String edit) throws IOException {
        refusedAfter(edit, WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s/ECC_NIST_P256/ECC_NIST_P384/",
                "s/ECC_NIST_P256/SYMMETRIC_DEFAULT/",
                "s/\"Spec\": \"ECC_NIST_P256\",//",
                "s/\"PublicKey\": \"[^\"]*\",//",
                "s/\"Material\": \"[^\"]*\",//",
                "s/PublicKey\": \"MFkw/PublicKey\": \"MFkx/",
                "s/tcBg/tcBh/",
                "s/C0Qz/C0Qy/",
                "s/EJ1v/EJ1w/",
                "s/Material\": \"MEEC/Material\": \"MEEB/",
                "s/PublicKey\": \"/PublicKey\": \"AAAA/"
            })
    void aPairThatIsNotWholeIsRefusedByTheNameOfTheFile(String edit) throws IOException {
        refusedAfter(edit, SIGNING);
    }

    private void refusedAfter(String edit, String whole) throws IOException {
        var parts = edit.split("/", -1);
        var damaged = parts.length == 4 ? whole.replaceFirst(parts[1], parts[2]) : edit;
        assertThat(damaged).isNotEqualTo(whole);
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

    @Test
    void theSigningFileOfTheseTestsIsWhole() throws IOException {
        Files.createDirectories(home);
        Files.writeString(file, SIGNING);
        try (var bench = start()) {
            assertThat(bench.sign(ID, "m").asByteArray()).isNotEmpty();
        }
    }

    @Test
    void aFileFromBeforeThereWereSigningKeysStillReads() throws IOException {
        Files.createDirectories(home);
        Files.writeString(file, OLD);
        var blob = SdkBytes.fromByteArray(Base64.getDecoder().decode(OLD_BLOB));
        try (var bench = start()) {
            Bench.refused("DisabledException", () -> bench.open(blob));
            var _ = bench.kms.enableKey(r -> r.keyId("alias/a"));
            assertThat(bench.open(blob).asUtf8String()).isEqualTo("of yesterday");
            assertThat(bench.kms.listKeys().keys()).hasSize(2);
            // A tag that could not be set now is still told of, and removed.
            assertThat(bench.kms.listResourceTags(r -> r.keyId(ID)).tags()).containsExactly(Bench.tag("AWS:k", "v"));
            bench.tag(ID, Bench.tag("k", "v"));
            var _ = bench.kms.untagResource(r -> r.keyId(ID).tagKeys("AWS:k"));
            // What is symmetric is still written as it was.
            assertThat(text()).contains(MATERIAL).doesNotContain("Spec", "PublicKey", "AWS:k");
            bench.pass(Duration.ofDays(9));
            assertThat(bench.kms.listKeys().keys()).hasSize(1);
            assertThat(text()).doesNotContain("ZmVkY2Jh").contains("7c1a7c2f", "8d2b8d3a");
        }
    }
}
