package dev.lethe.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.gateway.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may call what, and what there is to call. */
class TokensAndRoutesTest {
    private static final Tenant OTHER = new Tenant("other");
    private static final Map<String, Object> ANA = Map.of("channel", "telegram", "userId", "5551234987");

    private static Wire wire;

    @BeforeAll
    static void begin() {
        wire = new Wire(LocalWorld.Options.inMemory());
        wire.world.register(OTHER);
    }

    @AfterAll
    static void end() {
        wire.close();
    }

    @Test
    void whatIsNoValidTokenOfOursIsRefusedEverywhereButOnPublicRoutes() {
        var good = wire.token(Access.BOT);
        var parts = good.split("\\.", -1);
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("bot-demo", "officer-demo")
                        .getBytes(StandardCharsets.UTF_8));
        var stranger = Tokens.in(Optional.empty(), Clock.systemUTC()).issue(Access.BOT, LocalWorld.DEMO);
        var over = wire.world
                .tokens()
                .issue(Access.BOT, new ClientId("bot-demo"), Instant.now().minusSeconds(1));
        var unregistered = wire.world
                .tokens()
                .issue(Access.BOT, new ClientId("nobody"), Instant.now().plusSeconds(600));
        var before = wire.rows();
        for (var token : List.of(
                "",
                "garbage",
                none + "." + parts[1] + ".",
                parts[0] + "." + forged + "." + parts[2],
                parts[0] + "." + parts[1] + "." + "A".repeat(342),
                stranger,
                over,
                unregistered)) {
            for (var route : Route.values()) {
                if (!route.access().contains(Access.PUBLIC)) {
                    var answer = wire.send(route.method(), path(route), token, body(route), Map.of());
                    assertThat(answer.status())
                            .as(route + " with " + token.length())
                            .isEqualTo(401);
                    assertThat(answer.problem()).isEqualTo("unauthenticated");
                }
            }
        }
        assertThat(wire.rows()).isEqualTo(before);
    }

    @Test
    void aTokenOfAnotherRoleIsForbidden() {
        for (var role : List.of(Access.BOT, Access.OFFICER, Access.RESPONDER)) {
            for (var route : Route.values()) {
                if (!route.access().contains(Access.PUBLIC) && !route.access().contains(role)) {
                    var answer = wire.send(route.method(), path(route), wire.token(role), body(route), Map.of());
                    assertThat(answer.status()).as(role + " on " + route).isEqualTo(403);
                    assertThat(answer.problem()).isEqualTo("forbidden");
                }
            }
        }
    }

    @Test
    void anotherTenantsTokenFindsAndChangesNothing() {
        var stored = wire.bot("POST", "/v1/messages", message("m_1", "for one tenant only"));
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        var page = "/v1/subjects/" + stored.field("subject") + "/conversations/" + stored.field("conversation")
                + "/messages?purpose=service";
        assertThat(wire.get(page).text()).contains("for one tenant only");
        var request = wire.bot(
                "POST",
                "/v1/requests",
                Map.of("subject", Map.of("channel", "telegram", "userId", "1"), "type", "erasure"));

        var foreign = wire.world.tokens().issue(Access.BOT, OTHER);
        var none = new byte[0];
        assertThat(wire.send("GET", page, foreign, none, Map.of()).text()).doesNotContain("for one tenant only");
        assertThat(wire.send("GET", "/v1/requests/" + request.field("request"), foreign, none, Map.of())
                        .status())
                .isEqualTo(404);
        var consents = "/v1/subjects/" + stored.field("subject") + "/consents";
        assertThat(wire.send("GET", consents, foreign, none, Map.of()).body().get("standing"))
                .isEqualTo(List.of());
        var erased = wire.send(
                "POST", "/v1/requests", foreign, Json.write(Map.of("subject", ANA, "type", "erasure")), Map.of());
        assertThat(erased.status()).isEqualTo(202);
        assertThat(erased.field("subject")).isNotEqualTo(stored.field("subject"));
        assertThat(wire.get(page).text()).contains("for one tenant only");
    }

    @Test
    void anotherTenantsAskIsNoAsk() {
        var refused = wire.bot(
                "POST",
                "/v1/messages",
                Map.of(
                        "subject",
                        ANA,
                        "conversationId",
                        "5551234987",
                        "purposes",
                        List.of("chat-history"),
                        "messages",
                        List.of(said("m_2", "may I?"))));
        assertThat(refused.problem()).isEqualTo("consent-required");
        var ask = String.valueOf(Wire.at(refused.body(), "ask").get("ask"));
        var body = Json.write(Map.of("subject", ANA, "ask", ask, "button", "grant.chat-history"));
        var foreign = wire.send("POST", "/v1/consents", wire.world.tokens().issue(Access.BOT, OTHER), body, Map.of());
        assertThat(foreign.pointers()).containsExactly("/ask");
        var stranger = wire.bot(
                "POST",
                "/v1/consents",
                Map.of(
                        "subject",
                        Map.of("channel", "telegram", "userId", "2"),
                        "ask",
                        ask,
                        "button",
                        "grant.chat-history"));
        assertThat(stranger.pointers()).containsExactly("/ask");
        var other = wire.bot("POST", "/v1/consents", Map.of("subject", ANA, "ask", ask, "button", "grant.training"));
        assertThat(other.pointers()).containsExactly("/button");
        var changed = wire.bot(
                "POST", "/v1/consents", Map.of("subject", ANA, "ask", "A" + ask, "button", "grant.chat-history"));
        assertThat(changed.pointers()).containsExactly("/ask");
    }

    @Test
    void whatIsNoRouteIsNotFound() {
        for (var path : List.of(
                "/",
                "/v1",
                "/v1/messages/",
                "//v1/messages",
                "/V1/messages",
                "/v1/subjects",
                "/v1/notices/a/b",
                "/v1/subjects/x%2Fy/consents/z",
                "/" + "a".repeat(2_000))) {
            var answer = wire.get(path);
            assertThat(answer.status()).as(path).isIn(404, 405);
            assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
        }
        assertThat(wire.get("/problems/no-such-problem").problem()).isEqualTo("not-found");
    }

    @Test
    void aRouteTakesItsMethodsOnlyAndSaysWhich() {
        for (var route : Route.values()) {
            var allowed = new TreeSet<String>();
            Arrays.stream(Route.values())
                    .filter(other -> other.match(path(route)).isPresent())
                    .forEach(other -> allowed.add(other.method()));
            for (var method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
                if (!allowed.contains(method)) {
                    var answer = wire.send(method, path(route), wire.token(Access.BOT), new byte[0], Map.of());
                    assertThat(answer.status()).as(method + " " + path(route)).isEqualTo(405);
                    assertThat(answer.headers().get("allow")).containsExactly(String.join(", ", allowed));
                }
            }
        }
    }

    @Test
    void publicRoutesTakeNoToken() {
        for (var path : List.of("/health", "/openapi.json", "/problems/malformed")) {
            assertThat(wire.send("GET", path, "", new byte[0], Map.of()).status())
                    .isEqualTo(200);
        }
        var site = wire.world.register(LocalWorld.DEMO);
        var notice = "/v1/public/" + site + "/notices/chat";
        assertThat(wire.send("GET", notice + "?locale=de", "", new byte[0], Map.of())
                        .text())
                .contains("Hallo!");
        assertThat(wire.send("GET", notice + "?locale=fr", "", new byte[0], Map.of())
                        .field("locale"))
                .isEqualTo("en");
        assertThat(wire.send("GET", notice + "?version=2", "", new byte[0], Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(wire.send("GET", "/v1/public/" + "a".repeat(26) + "/notices/chat", "", new byte[0], Map.of())
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, Object> message(String id, String text) {
        return Map.of(
                "subject",
                ANA,
                "conversationId",
                "5551234987",
                "purposes",
                List.of("service"),
                "messages",
                List.of(said(id, text)));
    }

    private static Map<String, Object> said(String id, String text) {
        return Map.of("messageId", id, "author", "person", "text", text, "sentAt", "2026-01-31T12:00:00Z");
    }

    private static String path(Route route) {
        var values = new LinkedHashMap<>(Map.of(
                "{subject}",
                "sub1_" + "a".repeat(26),
                "{conversation}",
                "cnv_" + "a".repeat(26),
                "{certificate}",
                "req_00000000000000000000000000",
                "{receipt}",
                "rcp_" + "0".repeat(26),
                "{request}",
                "req_" + "0".repeat(26),
                "{hold}",
                "hold_" + "0".repeat(26),
                "{notice}",
                "chat",
                "{site}",
                "a".repeat(26),
                "{slug}",
                "malformed"));
        values.put("{incident}", "inc_" + "0".repeat(26));
        values.put("{scope}", "scp_" + "0".repeat(26));
        values.put("{run}", "run_" + "0".repeat(26));
        values.put("{purge}", "run_" + "0".repeat(26));
        var path = route.path();
        for (var value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        return path;
    }

    private static byte[] body(Route route) {
        return Set.of("POST", "PUT").contains(route.method()) ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
}
