package dev.lethe.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.local.LocalWorld;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every body, wrong in every way its description allows to be wrong. */
class WrongBodiesTest {
    private static Wire wire;

    @BeforeAll
    static void begin() {
        wire = new Wire(LocalWorld.Options.inMemory());
    }

    @AfterAll
    static void end() {
        wire.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyWrongFieldIsNamedAndNothingIsStoredOrEchoed(Route route) {
        var operation =
                Wire.at(wire.api(), "paths", route.path(), route.method().toLowerCase(Locale.ROOT));
        var schema = Wire.at(operation, "requestBody", "content", "application/json", "schema");
        if (schema.isEmpty()) {
            return;
        }
        var sample = Samples.of(Shape.written(route));
        var token = wire.token(Stream.of(Access.BOT, Access.OFFICER, Access.RESPONDER)
                .filter(route.access()::contains)
                .findFirst()
                .orElseThrow());
        var path = realPath(sample.path());
        var wrongs = Mutations.of(wire.api(), schema, sample.body());
        assertThat(wrongs).hasSizeGreaterThan(10);
        var before = wire.rows();
        for (var wrong : wrongs) {
            var answer = wire.send(route.method(), path, token, Json.write(wrong.body()), Map.of());
            assertThat(answer.status()).as(wrong.what()).isEqualTo(400);
            assertThat(answer.problem()).as(wrong.what()).isEqualTo("malformed");
            assertThat(answer.pointers()).as(wrong.what()).contains(wrong.pointer());
            assertThat(answer.text()).as(wrong.what()).doesNotContain(Samples.CANARY);
        }
        assertThat(wire.rows()).isEqualTo(before);
        var right = wire.send(route.method(), path, token, Json.write(real(sample.body())), Map.of());
        if (route == Route.CLOSE_INCIDENT) {
            // It was read; and nothing was done yet.
            assertThat(right.problem()).isEqualTo("still-owed");
            return;
        }
        if (route == Route.OVERRULE_OBJECTION) {
            // It was read; and nobody has objected.
            assertThat(right.problem()).isEqualTo("nothing-to-overrule");
            return;
        }
        assertThat(right.status()).as(right.text()).isBetween(200, 202);
    }

    /** Where a sample names an incident: one that is there. */
    private static String realPath(String path) {
        if (!path.startsWith(Samples.INCIDENT)) {
            return path;
        }
        var opened = wire.send(
                "POST",
                "/v1/incidents",
                wire.token(Access.RESPONDER),
                Json.write(Samples.of("open-incident").body()),
                Map.of());
        return path.replace(Samples.INCIDENT, "/v1/incidents/" + opened.field("incident"));
    }

    /** Where a sample names somebody by their handle, which no sample can know: one who is there. */
    private static Object real(Object body) {
        if (!(body instanceof Map<?, ?> fields) || !(fields.get("subject") instanceof String)) {
            return body;
        }
        var said =
                wire.bot("POST", "/v1/messages", Samples.of("ingest-messages").body());
        var real = new LinkedHashMap<Object, Object>(fields);
        real.put("subject", said.field("subject"));
        real.put("conversation", said.field("conversation"));
        return real;
    }

    @Test
    void everyRouteThatTakesABodyHasASample() {
        assertThat(Samples.all().keySet())
                .isEqualTo(Arrays.stream(Route.values())
                        .filter(route -> !Wire.at(
                                        wire.api(),
                                        "paths",
                                        route.path(),
                                        route.method().toLowerCase(Locale.ROOT),
                                        "requestBody")
                                .isEmpty())
                        .map(Shape::written)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "\"text\"",
                "{\"a\": 1, \"a\": 1}",
                "{} {}",
                "{\"subject\": }",
                "{\"type\": \"\\ud800\"}",
                "{\"n\": 123456789012345678901234567890123456789}"
            })
    void whatIsNotOneJsonObjectIsRefused(String body) {
        refused(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deepNestingAndInvalidUtf8AreRefused() {
        refused(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        refused(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'});
    }

    private static void refused(byte[] body) {
        var before = wire.rows();
        var answer = wire.send(
                "POST", "/v1/requests", wire.token(Access.BOT), body, Map.of("Content-Type", "application/json"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed");
        assertThat(wire.rows()).isEqualTo(before);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var answer = wire.send("POST", "/v1/requests", wire.token(Access.BOT), new byte[256 * 1024 + 1], Map.of());
        assertThat(answer.status()).isEqualTo(413);
        var huge = wire.send("POST", "/v1/requests", wire.token(Access.BOT), new byte[7 * 1024 * 1024], Map.of());
        assertThat(huge.status()).isEqualTo(413);
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsRefused() {
        for (var type : List.of("text/plain", "application/jsonp", "application/x-www-form-urlencoded")) {
            var answer = wire.raw(
                    "POST",
                    "/v1/requests",
                    Map.of("Authorization", "Bearer " + wire.token(Access.BOT), "Content-Type", type),
                    "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(type).isEqualTo(415);
        }
    }

    @Test
    void aBodyWhereNoneBelongsIsRefused() {
        var answer = wire.send(
                "GET",
                "/v1/requests/req_" + "0".repeat(26),
                wire.token(Access.BOT),
                "{}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void parametersOfAnotherFormAreNamed() {
        var page = "/v1/subjects/sub1_" + "a".repeat(26) + "/conversations/cnv_" + "a".repeat(26) + "/messages";
        assertThat(wire.get(page).pointers()).containsExactly("query/purpose");
        assertThat(wire.get(page + "?purpose=NO").pointers()).containsExactly("query/purpose");
        for (var limit : List.of("0", "101", "-1", "x", "")) {
            assertThat(wire.get(page + "?purpose=service&limit=" + limit).pointers())
                    .containsExactly("query/limit");
        }
        for (var next : List.of("!", "AAAAA", "YWJj")) {
            assertThat(wire.get(page + "?purpose=service&next=" + next).pointers())
                    .containsExactly("query/next");
        }
        assertThat(wire.get(page + "?purpose=service&canary=1").pointers()).containsExactly("query");
        assertThat(wire.get(page.replace("sub1_", "sub1-") + "?purpose=service").pointers())
                .containsExactly("path/subject");
        assertThat(wire.get(page.replace("cnv_", "msg_") + "?purpose=service").pointers())
                .containsExactly("path/conversation");
        assertThat(wire.get("/v1/requests/" + Samples.CANARY).pointers()).containsExactly("path/request");
        assertThat(wire.get("/v1/public/short/notices/chat").pointers()).containsExactly("path/site");
        var key = wire.send(
                "POST",
                "/v1/requests",
                wire.token(Access.BOT),
                Json.write(Samples.of("open-request").body()),
                Map.of("Idempotency-Key", "k".repeat(256)));
        assertThat(key.pointers()).containsExactly("header/Idempotency-Key");
    }
}
