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

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionAnswersItsFirstEventAfterItsSnapshot(Fn fn) throws Exception {
        assertThat(STARTS.answer(fn, world, true)).isNotEmpty();
    }

    @Test
    void aFunctionAnswersWithoutASnapshot() throws Exception {
        assertThat(STARTS.answer(Fn.SITE, world, false))
                .asString(StandardCharsets.UTF_8)
                .contains("200");
    }

    @Test
    void aFunctionThatCannotStartIsToldFromOneThatAnswers(@TempDir Path work) throws Exception {
        var shipped = Deployed.zip(
                Fn.SITE.trigger().entryPoint(), ROOT.resolve("functions/target/lethe-functions.zip"), work);
        var runtime = ROOT.resolve("bench/target/runtime");
        try (var started = Started.start(shipped, runtime, Map.of(), List.of())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> started.first("{}".getBytes(StandardCharsets.UTF_8)))
                    .withMessageContaining("Missing from the environment");
        }
    }
}
