package dev.lethe.local.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.http.Json;
import dev.lethe.local.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code lethe obligations}, as it is typed. */
class ObligationsCommandTest {
    private static final String EXAMPLE = Path.of(System.getProperty("lethe.root", ".."), "examples", "breach.json")
            .toString();
    private static final String AT = "2026-11-24T03:00:00Z";

    /** What the command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(new Main())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void aTiredPersonIsToldWhomByWhenAndHowLongThatIs() {
        var said = run("obligations", EXAMPLE, "--at", AT);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsSubsequence(
                        "As of Tue 24 Nov 03:00 UTC. Risk: high. Severity 3.25, high (ENISA).",
                        "TO BE TOLD, the most urgent first",
                        "71 h 10 min left | Fri 27 Nov 2026 03:10 +01:00 | Fri 27 Nov 02:10 UTC"
                                + " | lead or competent supervisory authority (Arts. 55-56) | eu_gdpr.breach.sa",
                        "GDPR 33(1); primary; they live there",
                        "What is not known yet may follow in phases.",
                        "71 h 10 min left | Fri 27 Nov 2026 02:10 +00:00 | Fri 27 Nov 02:10 UTC"
                                + " | Information Commissioner (ICO) | uk_gdpr.breach.ico",
                        "NOT KNOWN HERE is the law on breaches of US-WA. Ask somebody who knows it.",
                        "Times are those of the reading that is safe. No legal advice.");
    }

    @Test
    void whatIsOverIsLateAndComesFirst() {
        var said = run("obligations", EXAMPLE, "--at", "2026-12-24T03:00:00Z");
        assertThat(said.out().lines().skip(3).findFirst().orElseThrow()).contains("LATE by ");
    }

    @Test
    void aProgramIsToldTheSame() {
        var said = run("obligations", EXAMPLE, "--at", AT, "--json");
        var answer = (Map<?, ?>)
                Json.read(said.out().strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(answer.get("risk")).isEqualTo("high");
        var all = (List<?>) Objects.requireNonNull(answer.get("obligations"));
        assertThat(all).anySatisfy(one -> {
            assertThat(((Map<?, ?>) one).get("obligation")).isEqualTo("uk_gdpr.breach.ico/due/supervisory-authority");
            assertThat(((Map<?, ?>) one).get("remaining")).isEqualTo("PT71H10M");
        });
    }

    @Test
    void whatIsExemptIsSaidWithItsReason(@TempDir Path directory) throws IOException {
        var facts = directory.resolve("facts.json");
        Files.writeString(
                facts,
                Files.readString(Path.of(EXAMPLE))
                        .replace("\"encrypted\": false", "\"encrypted\": true, \"keys\": \"safe\""));
        assertThat(run("obligations", facts.toString(), "--at", AT).out())
                .contains("NEED NOT BE TOLD, for the law spares it")
                .contains("the data were encrypted, and the keys are safe (GDPR 34(3))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "no/such/file.json; FACTS:",
                "; FACTS",
                "EXAMPLE --at yesterday; --at:",
                "EXAMPLE --at 2026-11-24T00:00:00Z; /awareAt must not be in the future",
                "EXAMPLE --regimes no/such/directory; --regimes:",
            })
    void whatIsWrongIsRefusedByName(@Nullable String arguments, String says) {
        var given =
                (arguments == null ? "" : arguments).replace("EXAMPLE", EXAMPLE).strip();
        var said = run(("obligations " + given).strip().split(" ", -1));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(says);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void factsThatCannotBeAreRefusedByTheirFields(@TempDir Path directory) throws IOException {
        var facts = directory.resolve("facts.json");
        Files.writeString(
                facts, "{\"detectedAt\": \"soon\", \"role\": \"controller\", \"affected\": [{\"place\": \"XQ\"}]}");
        var said = run("obligations", facts.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("lethe: /detectedAt must be an instant").doesNotContain("XQ");
        Files.writeString(facts, "not JSON");
        assertThat(run("obligations", facts.toString()).err()).contains("FACTS: a file of JSON");
    }
}
