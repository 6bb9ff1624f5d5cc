package dev.lethe.local.evidence;

import static dev.lethe.local.evidence.TakenOut.FRESH;
import static dev.lethe.local.evidence.TakenOut.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sound export passes, and the command says what holds, what does not, and what cannot be known. */
class VerifyTest {
    @TempDir
    private Path own;

    private record Said(int code, String out, String err) {}

    private static Said run(Object command, String... arguments) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var failed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
        try {
            var code = new CommandLine(command).execute(arguments);
            return new Said(code, said.toString(StandardCharsets.UTF_8), failed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Said verify(TakenOut export) {
        return run(new VerifyCommand(), export.into(own).toString());
    }

    @Test
    void aSoundExportPassesAndSaysWhatItCannotKnow() {
        var said = verify(WHOLE);
        assertThat(said.code).as(said.toString()).isZero();
        assertThat(said.out)
                .contains("checkpoints: signed", "each follows the one before")
                .contains(
                        "holds    " + TakenOut.DECISIONS + " decisions", "holds    " + TakenOut.DECISIONS + " receipts")
                .contains("unknown  whose keys these are", "the bucket, where none can be deleted")
                .doesNotContain("FAILS")
                .endsWith("Nothing was found that does not hold.\n");
        assertThat(said.out.lines().filter(line -> line.startsWith("key "))).hasSize(1);
    }

    @Test
    void rowsThatAreNotAnchoredYetAreToldApart() {
        var found = FRESH.verified(own);
        assertThat(found.fails()).isEmpty();
        assertThat(found.text())
                .contains(
                        "unknown  3 rows: whether they are as they were put. No checkpoint anchors them yet; all are later"
                                + " than the last one")
                .anyMatch(line -> line.startsWith("unknown  receipts as they are handed out"));
    }

    @Test
    void anExportNamesNobodyByTheirAccount() {
        for (var file : ExportFile.values()) {
            assertThat(String.join("\n", WHOLE.lines(file))).doesNotContain(TakenOut.ACCOUNT);
        }
    }

    @Test
    void aProgramIsToldTheSame() {
        var at = WHOLE.chain() + 1;
        var broken = WHOLE.with(ExportFile.EVIDENCE, rows -> rows.remove(at));
        var said = run(new VerifyCommand(), "--json", broken.into(own).toString());
        assertThat(said.code).isEqualTo(1);
        assertThat(Json.read(said.out.strip().getBytes(StandardCharsets.UTF_8)))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sound", false)
                .hasEntrySatisfying(
                        "fails", fails -> assertThat(fails).asString().contains("what=chain-broken"));
        assertThat(verify(broken).out).contains("FAILS    ", "it does not follow the entry before", "Not sound: ");
    }

    @Test
    void whatIsNoExportIsNotVerified() throws IOException {
        assertThat(run(new VerifyCommand(), own.toString()).code).isEqualTo(2);
        assertThat(run(new VerifyCommand(), own.resolve("nothing").toString()).code)
                .isEqualTo(2);
        var another = verify(WHOLE.with(
                ExportFile.HEADER,
                header -> header.set(
                        0, "{\"version\":2,\"startedAt\":\"2026-03-01T12:00:00Z\",\"rows\":1,\"checkpoints\":1}")));
        assertThat(another.code).isEqualTo(2);
        assertThat(another.err).contains("another version");
        assertThat(verify(WHOLE.with(ExportFile.HEADER, header -> header.set(0, "{\"version\":1}"))).code)
                .isEqualTo(2);
        assertThat(verify(WHOLE.with(ExportFile.KEYS, keys -> keys.set(0, "{}"))).code)
                .isEqualTo(2);
        assertThat(verify(WHOLE.with(
                                ExportFile.EVIDENCE,
                                rows -> rows.set(0, " ".repeat(Lines.LINE_BYTES_MAX + 1) + rows.getFirst())))
                        .code)
                .isEqualTo(2);
        var lacking = WHOLE.into(own);
        Files.delete(ExportFile.EVIDENCE.in(lacking));
        assertThat(run(new VerifyCommand(), lacking.toString()).code).isEqualTo(2);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        var there = WHOLE.into(own);
        assertThatThrownBy(() -> ExportWriter.into(there, _ -> {})).isInstanceOf(FileAlreadyExistsException.class);
        var fresh = own.resolve("fresh");
        try (var writer = ExportWriter.into(fresh, _ -> {})) {
            writer.accept("evidence.ndjson {}");
            writer.accept("../evidence.ndjson {}");
            writer.accept("nothing");
        }
        assertThat(own.toFile().list())
                .containsExactlyInAnyOrder(there.getFileName().toString(), "fresh");
        assertThat(Files.readString(ExportFile.EVIDENCE.in(fresh))).isEqualTo("{}\n");
        assertThat(Files.getPosixFilePermissions(fresh)).hasSize(3);
    }
}
