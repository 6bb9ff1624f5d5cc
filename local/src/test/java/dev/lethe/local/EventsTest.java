package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Fn;
import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample event, through the real entry points, as {@code ./lethe invoke} runs it. */
class EventsTest {
    private static final Path EVENTS = Path.of(System.getProperty("lethe.root", ".."), "events");

    static Stream<String> events() {
        try (var files = Files.walk(EVENTS)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .map(file -> EVENTS.relativize(file).toString())
                    .filter(file -> !file.endsWith(".expected.json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable LocalWorld world;
    private static List<?> untouched = List.of();

    /** A world in which nothing was done yet. Events that change nothing share one. */
    private static LocalWorld freshWorld() throws IOException {
        if (world != null && rows(world).equals(untouched)) {
            return world;
        }
        end();
        var fresh = SampleEvents.world();
        untouched = rows(fresh);
        world = fresh;
        return fresh;
    }

    private static List<?> rows(LocalWorld of) {
        return of.tables().values().stream()
                .sorted()
                .map(table -> Set.copyOf(of.dynamo().scanPaginator(r -> r.tableName(table)).items().stream()
                        .toList()))
                .toList();
    }

    @AfterAll
    static void end() {
        if (world != null) {
            world.close();
            world = null;
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void answersAsExpected(String event) throws IOException {
        var answer = freshWorld().lambdas().invoke(fn(event), Files.readAllBytes(EVENTS.resolve(event)));
        var expected = Files.readAllBytes(EVENTS.resolve(event.replace(".json", ".expected.json")));
        holds(tree(expected), opened(tree(answer)), event);
    }

    @Test
    void aSampleIsInvokedInAWorldOfItsOwn() throws IOException {
        var event = Files.readAllBytes(EVENTS.resolve("site/health.json"));
        assertThat(opened(tree(SampleEvents.invoke(Fn.SITE, event)))).asString().contains("statusCode=200");
    }

    @Test
    void everyFunctionHasAnEvent() {
        assertThat(events().map(EventsTest::fn).distinct()).containsExactlyInAnyOrder(Fn.values());
    }

    private static Fn fn(String event) {
        return Arrays.stream(Fn.values())
                .filter(fn -> event.startsWith(fn.name().toLowerCase(Locale.ROOT) + "/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no function for " + event));
    }

    /** What is expected is there; what else is there does not matter. */
    private static void holds(Object expected, Object answer, String where) {
        switch (expected) {
            case Map<?, ?> fields -> {
                assertThat(answer).as(where).isInstanceOf(Map.class);
                fields.forEach((name, value) -> {
                    assertThat(((Map<?, ?>) answer).containsKey(name))
                            .as(where + "/" + name)
                            .isTrue();
                    holds(
                            value,
                            ((Map<?, ?>) answer)
                                    .entrySet().stream()
                                            .filter(entry -> entry.getKey().equals(name))
                                            .map(Map.Entry::getValue)
                                            .map(Object.class::cast)
                                            .findFirst()
                                            .orElseThrow(),
                            where + "/" + name);
                });
            }
            case List<?> items -> {
                assertThat(answer).as(where).isInstanceOf(List.class);
                assertThat(((List<?>) answer).size()).as(where).isGreaterThanOrEqualTo(items.size());
                for (var i = 0; i < items.size(); i++) {
                    holds(items.get(i), ((List<?>) answer).get(i), where + "/" + i);
                }
            }
            default -> assertThat(answer).as(where).isEqualTo(expected);
        }
    }

    /** The answer with its body, which travels as text, as the tree it is. */
    private static Object opened(Object answer) {
        if (answer instanceof Map<?, ?> fields && fields.get("body") instanceof String body) {
            var opened = new LinkedHashMap<Object, Object>(fields);
            opened.put("body", Json.read(body.getBytes(StandardCharsets.UTF_8)).orElse(body));
            return opened;
        }
        return answer;
    }

    private static Object tree(byte[] json) {
        return Json.read(json).orElseThrow();
    }
}
