package dev.lethe.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls a world over HTTP, and holds every answer against the published description: its status is declared for the route, and
 * its body is of the declared shape.
 */
final class Wire implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final LocalWorld world;
    private final Map<?, ?> api;
    private final Map<String, com.networknt.schema.Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** An answer as it came. */
    record Answer(int status, Map<String, List<String>> headers, String text) {

        Map<?, ?> body() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElse(Map.of()) instanceof Map<?, ?> map
                    ? map
                    : Map.of();
        }

        String problem() {
            return String.valueOf(body().get("type")).replace("/problems/", "");
        }

        String field(String name) {
            return String.valueOf(body().get(name));
        }

        /** The places that are said to be wrong. */
        List<String> pointers() {
            return body().get("errors") instanceof List<?> errors
                    ? errors.stream()
                            .map(error -> error instanceof Map<?, ?> map ? String.valueOf(map.get("pointer")) : "")
                            .toList()
                    : List.of();
        }
    }

    Wire(LocalWorld.Options options) {
        try {
            this.world = LocalWorld.startStill(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(DemoNotice.publish(world.uri(), token(Access.OFFICER)).status())
                .isEqualTo(201);
        this.api = raw("GET", "/openapi.json", Map.of(), new byte[0]).body();
    }

    String token(Access role) {
        return world.tokens().issue(role, LocalWorld.DEMO);
    }

    Map<?, ?> api() {
        return api;
    }

    Answer bot(String method, String path, Object body) {
        return send(method, path, token(Access.BOT), Json.write(body), Map.of());
    }

    Answer get(String path) {
        return send("GET", path, token(Access.BOT), new byte[0], Map.of());
    }

    Answer send(String method, String path, String token, byte[] body, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        headers.putAll(more);
        return raw(method, path, headers, body);
    }

    Answer raw(String method, String path, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(world.uri() + path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            var answer = new Answer(response.statusCode(), response.headers().map(), response.body());
            conforms(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void conforms(String method, String path, Answer answer) {
        if (api == null || method.equals("HEAD")) {
            return;
        }
        var bare = path.split("\\?", 2)[0];
        var problem = answer.headers()
                .getOrDefault("content-type", List.of(""))
                .getFirst()
                .contains("problem");
        if (problem) {
            assertThat(violations("Problem", answer.text())).as(answer.text()).isEmpty();
            assertThat(answer.body().get("status")).isEqualTo(answer.status());
        }
        Arrays.stream(Route.values())
                .filter(route ->
                        route.method().equals(method) && route.match(bare).isPresent())
                .findFirst()
                .ifPresent(route -> {
                    var declared = at(api, "paths", route.path(), method.toLowerCase(Locale.ROOT), "responses");
                    assertThat(declared.keySet().stream().map(String::valueOf))
                            .as(Shape.written(route))
                            .contains(Integer.toString(answer.status()));
                    var reference = at(
                                    declared,
                                    Integer.toString(answer.status()),
                                    "content",
                                    "application/json",
                                    "schema")
                            .get("$ref");
                    if (reference != null) {
                        var name = String.valueOf(reference).replaceAll(".*/", "");
                        assertThat(violations(name, answer.text()))
                                .as(answer.text())
                                .isEmpty();
                    }
                });
    }

    private List<?> violations(String schema, String text) {
        return schemas.computeIfAbsent(
                        schema,
                        name -> registry.getSchema(
                                new String(
                                        Json.write(Map.of(
                                                "$ref",
                                                "#/components/schemas/" + name,
                                                "components",
                                                Optional.ofNullable(api.get("components"))
                                                        .orElseThrow())),
                                        StandardCharsets.UTF_8),
                                InputFormat.JSON))
                .validate(text, InputFormat.JSON);
    }

    /** An object somewhere in a document; empty when there is none. */
    static Map<?, ?> at(Map<?, ?> document, String... path) {
        Map<?, ?> here = document;
        for (var name : path) {
            here = here.get(name) instanceof Map<?, ?> map ? map : Map.of();
        }
        return here;
    }

    /** How many rows all tables hold. */
    int rows() {
        return Arrays.stream(Table.values())
                .mapToInt(table -> (int) world
                        .dynamo()
                        .scanPaginator(
                                r -> r.tableName(world.tables().get(table)).consistentRead(true))
                        .items()
                        .stream()
                        .count())
                .sum();
    }

    @Override
    public void close() {
        assertThat(world.denials())
                .as("what the functions have no permission for")
                .isEmpty();
        world.close();
    }
}
