package dev.lethe.bench.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lethe.api.Fn;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shipped answers under Lambda's own runtime interface client, each function in a JVM of its own. */
class FunctionStartsTest {
    private static final Path ROOT = Path.of(System.getProperty("lethe.root", ".."));
    private static final FunctionStarts STARTS = FunctionStarts.built(ROOT);

    /** Far below what a first request loads that was not rehearsed: hundreds. */
    private static final int LOADED_MAX = 60;

    private static final int OURS_MAX = 12;
    private static LocalWorld world;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Files.exists(ROOT.resolve("functions/target/lethe-functions.zip")),
                "the functions have not been packaged: run mvn verify");
        world = SampleEvents.world();
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /** What publishes comes last, since the others are about the notice that is there. */
    static Stream<Fn> functions() {
        return Stream.concat(Stream.of(Fn.values()).filter(fn -> fn != Fn.NOTICE), Stream.of(Fn.NOTICE));
    }

    /** What a rehearsal leaves for a first request is little, where somebody waits for the answer. */
    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionAnswersItsFirstEventAfterItsSnapshot(Fn fn) throws Exception {
        var first = STARTS.first(fn, world, true);
        assertThat(first.answer()).isNotEmpty();
        if (fn.trigger() == Fn.Trigger.HTTP) {
            assertThat(first.loaded()).hasSizeLessThan(LOADED_MAX);
            assertThat(ours(first.loaded())).hasSizeLessThan(OURS_MAX);
        }
    }

    @Test
    void aFunctionAnswersWithoutASnapshotAndLoadsMore() throws Exception {
        var first = STARTS.first(Fn.SITE, world, false);
        assertThat(first.answer()).asString(StandardCharsets.UTF_8).contains("200");
        assertThat(first.loaded()).hasSizeGreaterThan(LOADED_MAX);
        assertThat(ours(first.loaded())).hasSizeGreaterThan(OURS_MAX);
    }

    private static List<String> ours(List<String> classes) {
        return classes.stream().filter(name -> name.startsWith("dev.lethe.")).toList();
    }

    @Test
    void aFunctionThatCannotStartIsToldFromOneThatAnswers(@TempDir Path work) throws Exception {
        var shipped = Deployed.zip(
                Fn.SITE.trigger().entryPoint(), ROOT.resolve("functions/target/lethe-functions.zip"), work);
        var runtime = ROOT.resolve("bench/target/runtime");
        try (var started = Started.start(shipped, runtime, Map.of(), List.of())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> started.ready(false))
                    .withMessageContaining("Missing from the environment");
        }
    }
}
