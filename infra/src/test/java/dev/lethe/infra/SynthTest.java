package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.api.Fn;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, as the launcher runs it, with the rules of CloudFormation switched on. */
class SynthTest {
    private static final int WAIT_SECONDS_MAX = 240;

    @TempDir
    private Path temp = Path.of("");

    private record Ended(int code, String output) {}

    @Test
    void whatIsWrittenPassesTheStrictRulesAndWhatWouldNotIsRefused() throws Exception {
        var asset = Files.writeString(temp.resolve("functions.zip"), "not the functions");
        var out = temp.resolve("out");
        // One process for both: the rules are slow to load.
        var regimes = Files.createDirectory(temp.resolve("regimes"));
        Files.writeString(regimes.resolve("eu_gdpr.json"), "{}");
        var config = Files.writeString(
                temp.resolve("deployment.json"),
                Files.readString(Path.of(config("prod.json")))
                        .replace("\"regimes\": \"\"", "\"regimes\": \"" + regimes + "\""));
        var ended = java(StrictProbe.class.getName(), asset.toString(), config.toString(), out.toString());
        assertThat(ended.output()).contains("refused: a queue that CloudFormation would refuse");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(out.resolve("manifest.json")).exists();
        assertThat(functionsWithoutRegimes(out)).isEmpty();
    }

    /** The functions that are not led to the operator's own regimes, in a layer that is there. */
    private static List<String> functionsWithoutRegimes(Path out) throws IOException {
        var without = new ArrayList<String>();
        var found = 0;
        try (var files = Files.list(out)) {
            for (var file : files.filter(name -> name.toString().endsWith(".template.json"))
                    .toList()) {
                var resources = new ObjectMapper().readTree(file.toFile()).path("Resources");
                for (var resource : resources.properties()) {
                    var properties = resource.getValue().path("Properties");
                    if (properties.path("Environment").path("Variables").has(Fn.VARIABLE)) {
                        found++;
                        var layer =
                                properties.path("Layers").path(0).path("Ref").asText();
                        if (!resources.has(layer)
                                || !properties
                                        .path("Environment")
                                        .path("Variables")
                                        .path(Fn.REGIMES_VARIABLE)
                                        .asText()
                                        .equals("/opt")) {
                            without.add(resource.getKey());
                        }
                    }
                }
            }
        }
        assertThat(found).isEqualTo(Fn.values().length);
        return without;
    }

    @Test
    void cfnLintFindsNoErrorWhereItIsInstalled() throws Exception {
        var cfnLint = onPath("cfn-lint");
        assumeThat(cfnLint)
                .as("cfn-lint is not installed: its rules were not asked")
                .isNotEmpty();
        try (var templates = Files.list(Synthesized.OUT)) {
            var command = new ArrayList<>(
                    List.of(cfnLint.getFirst(), "--non-zero-exit-code", "error", "--ignore-checks", "W3005", "--"));
            templates
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".template.json"))
                    .sorted()
                    .forEach(command::add);
            var ended = run(new ProcessBuilder(command));
            assertThat(ended.code()).as(ended.output()).isZero();
        }
    }

    @Test
    void aWrongFileIsRefusedByTheNamesOfItsFields() throws Exception {
        var config = Files.writeString(temp.resolve("wrong.json"), "{\"prefix\":\"UPPER\"}");
        var ended = java(Main.class.getName(), "none.zip", "none.json", "--config", config.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).contains("prefix (", "account (", "region (").doesNotContain("UPPER");
    }

    @Test
    void wrongArgumentsAreAnsweredByHowToUseIt() throws Exception {
        assertThat(java(Main.class.getName(), "none.zip", "none.json", "--nothing")
                        .output())
                .contains("Usage:");
        assertThat(java(Main.class.getName(), "none.zip", "none.json", "--help").code())
                .isZero();
        assertThat(java(Main.class.getName(), "none.zip", "none.json").code()).isEqualTo(2);
    }

    private static String config(String name) {
        return Project.ROOT.resolve("infra/config").resolve(name).toString();
    }

    private Ended java(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().remove("CDK_VALIDATION");
        builder.environment().put("JSII_DEPRECATED", "quiet");
        return run(builder);
    }

    private Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = temp.resolve("output").toFile();
        var process = builder.redirectErrorStream(true).redirectOutput(output).start();
        try {
            assertThat(process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output.toPath()));
    }

    private static List<String> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
    }
}
