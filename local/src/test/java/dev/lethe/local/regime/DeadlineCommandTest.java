package dev.lethe.local.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.http.Json;
import dev.lethe.local.Main;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code lethe deadline} and {@code lethe regimes}, as they are typed. */
class DeadlineCommandTest {

    /** What a command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(new Main())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private static Map<?, ?> json(String... arguments) {
        var said = run(Stream.concat(Stream.of("deadline"), Stream.concat(Stream.of(arguments), Stream.of("--json")))
                .toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
        return (Map<?, ?>)
                Json.read(said.out().strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static Map<?, ?> first(Map<?, ?> of, String list) {
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(of.get(list))).getFirst();
    }

    @Test
    void aPersonIsToldTheRuleEveryReadingAndTheSaferInstant() {
        var said =
                run("deadline", "eu_gdpr.breach.sa", "--from", "2026-10-23T16:20:00+02:00", "--zone", "Europe/Berlin");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines())
                .containsSubsequence(
                        "GDPR 33(1); primary",
                        "due: PT72H from awareness, counted by EU_1182_HOURS",
                        "  safe until 2026-10-26T15:20+01:00",
                        "    2026-10-26T16:00+01:00  the rule's own clock",
                        "    2026-10-26T15:20+01:00  counted from the very moment, without waiting for the next full hour");
    }

    @Test
    void aProgramIsToldTheSame() {
        var answer = json("uk_gdpr.rights.response", "--from", "2027-01-04", "--pause", "2027-01-11/2027-01-15");
        assertThat(answer.get("rule")).isEqualTo("uk_gdpr.rights.response");
        var deadline = first(answer, "deadlines");
        assertThat(deadline.get("clock")).isEqualTo("UK_MONTH_ICO");
        assertThat(Objects.requireNonNull((Map<?, ?>) deadline.get("safer")).get("until"))
                .isEqualTo("2027-02-08T23:59:59Z");
        assertThat(first(deadline, "readings").get("until")).isEqualTo("2027-02-09T23:59:59Z");
    }

    static Stream<String> rules() {
        var regimes = new Regimes();
        return Stream.concat(
                        regimes.all().stream().flatMap(Regime::facts),
                        regimes.tables().flatMap(table -> table.items().stream()))
                .filter(fact -> fact.terms().isPresent())
                .map(Fact::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleWithAPeriodIsAccepted(String rule) {
        assertThat(run("deadline", rule, "--from", "2027-06-01").code()).isZero();
        assertThat(run("deadline", rule, "--from", "2027-06-01T10:00:00Z", "--json")
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "eu_gdpr.rights.invented --from 2027-01-31; there is no rule eu_gdpr.rights.invented",
                "invented --from 2027-01-31; there is no rule invented",
                "eu_gdpr.rights.ack --from 2027-01-31; eu_gdpr.rights.ack sets no period",
                "eu_gdpr.rights.response; Missing required option",
                "eu_gdpr.rights.response --from 2027-02-30; --from:",
                "eu_gdpr.rights.response --from 2027-01-31T10:00; --from:",
                "eu_gdpr.rights.response --from 9999-01-01; --from:",
                "eu_gdpr.rights.response --from 2027-01-31 --zone Europe/Nowhere; --zone:",
                "eu_gdpr.rights.response --from 2027-01-31 --calendar XX; --calendar:",
                "eu_gdpr.rights.response --from 2027-01-31 --calendar ../eu_gdpr; --calendar:",
                "eu_gdpr.rights.response --from 2027-01-31 --pause 2027-02-01; --pause:",
                "eu_gdpr.rights.response --from 2027-01-31 --pause 2027-02-02/2027-02-01; --pause:",
                "eu_gdpr.rights.response --from 2027-01-31 --regimes no/such/directory; --regimes:",
            })
    void whatIsWrongIsRefusedByName(String arguments, String says) {
        var said = run(("deadline " + arguments).split(" ", -1));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(says);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void regimesOfOnesOwnAreCountedByAndChecked(@TempDir Path directory) throws IOException {
        var packaged =
                Path.of(System.getProperty("lethe.root", ".."), "functions/src/main/resources/regime/eu_gdpr.json");
        var own = directory.resolve("eu_gdpr.json");
        Files.writeString(own, Files.readString(packaged).replace("PT72H", "PT96H"));
        var answer = json("eu_gdpr.breach.sa", "--from", "2026-11-23T09:00:00Z", "--regimes", directory.toString());
        assertThat(first(answer, "deadlines").get("length")).isEqualTo("PT96H");

        assertThat(run("regimes", "--at", "2026-11-24", "--regimes", directory.toString()))
                .satisfies(said -> assertThat(said.code()).isZero())
                .satisfies(said -> assertThat(said.out()).contains("Nothing is overdue on 2026-11-24."));
        Files.writeString(own, Files.readString(own).replace("\"EU_1182_HOURS\"", "\"NEVER\""));
        assertThat(run("regimes", "--regimes", directory.toString()))
                .satisfies(said -> assertThat(said.code()).isEqualTo(1))
                .satisfies(
                        said -> assertThat(said.err()).contains("eu_gdpr.breach.sa: a period of it cannot be counted"));
        Files.writeString(own, "{}");
        assertThat(run("regimes", "--regimes", directory.toString()))
                .satisfies(said -> assertThat(said.code()).isEqualTo(1))
                .satisfies(said -> assertThat(said.err()).contains("eu_gdpr.json: /regime is required"));
    }

    @Test
    void whatIsOverdueIsListed() {
        var said = run("regimes", "--at", "2027-06-01");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("eu_gdpr: to be looked at again by 2027-05-23, checked last on 2026-11-23");
    }
}
