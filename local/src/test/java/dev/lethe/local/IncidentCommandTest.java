package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code lethe incident}, at a suite that is up. */
class IncidentCommandTest {
    private static @Nullable LocalWorld world;

    @BeforeAll
    static void begin() throws IOException {
        world = LocalWorld.startStill(LocalWorld.Options.inMemory());
    }

    @AfterAll
    static void end() {
        if (world != null) {
            world.close();
        }
    }

    /** What a command printed, and its exit code before it. */
    private static String run(String... arguments) {
        var all = new ArrayList<>(List.of("incident"));
        all.addAll(List.of(arguments));
        all.add("--port");
        all.add(Integer.toString(world == null ? 0 : world.uri().getPort()));
        var out = new StringWriter();
        var line =
                new CommandLine(new Main()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(all.toArray(String[]::new)) + " " + out;
    }

    @Test
    void anIncidentIsOpenedListedShownAndNotClosedBeforeItsTime() {
        var opened = run("open", "--detected", "2026-01-31T12:00:00Z", "--summary", "a bucket lay open");
        assertThat(opened).startsWith("0 inc_").contains("untriaged", "2026-02-03T12:00:00Z  provisional");
        var incident = opened.substring(2, 32);
        assertThat(run("list")).startsWith("0 ").contains(incident, "open 1, overdue 1");
        assertThat(run("show", incident)).startsWith("0 ").contains("opened", "a bucket lay open");
        assertThat(run("show", incident, "--json")).contains("\"timeline\" : [");
        assertThat(run("close", incident, "--conclusion", "done"))
                .startsWith("1 lethe: Something is still to be done")
                .contains("triage", "awareness", "facts");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(run("open", "--detected", "9999-12-31T00:00:00Z", "--summary", "x"))
                .startsWith("1 ")
                .contains("/detectedAt must not be in the future");
        assertThat(run(
                        "open",
                        "--detected",
                        "2026-01-31T12:00:00Z",
                        "--summary",
                        "x",
                        "--aware",
                        "2026-01-31T12:00:00Z"))
                .startsWith("2 ")
                .contains("--aware and --by: both or neither");
        assertThat(run("show", "inc_" + "0".repeat(26))).startsWith("1 ").contains("There is no such thing here");
        assertThat(run("list", "--api", "http://127.0.0.1:1")).startsWith("2 ").contains("LETHE_TOKEN");
    }
}
