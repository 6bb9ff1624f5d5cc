package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.local.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README shows is what happens. To write its transcript anew: {@code -Dlethe.write=true}. */
class ReadmeTest {
    private static final Path ROOT =
            Path.of(System.getProperty("lethe.root", "..")).toAbsolutePath();
    private static final Path README = ROOT.resolve("README.md");
    private static final String BEGIN = "<!-- transcript -->\n```text\n";
    private static final String END = "```\n<!-- transcript: end -->";
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTranscriptIsWhatTheDemoPrints() throws IOException {
        var printed = new ByteArrayOutputStream();
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory());
                var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            assertThat(new Demo(world, out).play()).isTrue();
        }
        var readme = Files.readString(README);
        var transcript = printed.toString(StandardCharsets.UTF_8).stripLeading();
        var expected = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + transcript
                + readme.substring(readme.indexOf(END));
        if (Boolean.getBoolean("lethe.write")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README)).isEqualTo(expected);
    }

    @Test
    void everyCommandOfTheLauncherIsOneItKnows() throws IOException {
        var commands =
                lines().stream().filter(line -> line.startsWith("./lethe")).toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        for (var command : commands) {
            var arguments = command.substring("./lethe".length()).trim().split(" +", -1);
            assertThat(new CommandLine(new Main()).parseArgs(arguments).hasSubcommand())
                    .as(command)
                    .isTrue();
        }
    }

    @Test
    void theTestCommandIsTheOneThatCiRuns() throws IOException {
        assertThat(lines()).contains("mvn verify");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).endsWith("exec mvn verify\n");
    }

    /** The calls are run by a shell, as a reader would run them, against a world on a port of its own. */
    @Test
    void everyCallAnswersAsTheReadmeSays() throws IOException, InterruptedException {
        var calls = lines().stream().filter(line -> line.startsWith("curl")).toList();
        assertThat(calls).hasSize(3);
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory())) {
            var statuses = new ArrayList<String>();
            for (var call : calls) {
                statuses.add(run(world, call));
            }
            assertThat(statuses).containsExactly("201", "403", "200");
        }
    }

    private static String run(LocalWorld world, String call) throws IOException, InterruptedException {
        var command = call.replace("curl ", "curl -s -o /dev/null -w '%{http_code}' ")
                .replace("http://127.0.0.1:8787", world.uri().toString())
                .replace("$(./lethe token officer)", world.tokens().issue(Access.OFFICER, LocalWorld.DEMO))
                .replace("$(./lethe token bot)", world.tokens().issue(Access.BOT, LocalWorld.DEMO));
        var process =
                new ProcessBuilder("sh", "-c", command).directory(ROOT.toFile()).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private static List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        var blocks = BLOCK.matcher(Files.readString(README));
        while (blocks.find()) {
            blocks.group(1).lines().forEach(lines::add);
        }
        return lines;
    }
}
