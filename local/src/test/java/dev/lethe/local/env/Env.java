package dev.lethe.local.env;

import dev.lethe.api.Access;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Json;
import dev.lethe.http.Response;
import dev.lethe.http.Router;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** One function environment: a suite with clients and caches of its own, and what bots and officers send to it. */
final class Env {
    static final Tenant SHOP = new Tenant("shop");
    private static final ClientId CLIENT = new ClientId("client");

    final Suite suite;
    private final Router router;
    private final Queue<String> calls;

    private Env(Suite suite, Queue<String> calls) {
        this.suite = suite;
        this.router = suite.router(_ -> true);
        this.calls = calls;
    }

    static Env at(URI dynamo, URI kms, InstantSource clock, RandomGenerator random) {
        return at(dynamo, kms, clock, random, new ExecutionInterceptor() {});
    }

    /** An environment between which and AWS something stands. */
    static Env at(URI dynamo, URI kms, InstantSource clock, RandomGenerator random, ExecutionInterceptor between) {
        var calls = new ConcurrentLinkedQueue<String>();
        var counting = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.add(context.request().getClass().getSimpleName().replaceAll("Request$", ""));
            }
        };
        var watching = List.of(counting, between);
        var world = new World(
                Engines.clients(dynamo, watching).dynamo(),
                Engines.clients(kms, watching).kms(),
                Engines.TABLES,
                Engines.MASTER_KEYS,
                clock,
                random);
        return new Env(new Suite(world, new Log(_ -> {}, clock)), calls);
    }

    /** How often an operation of AWS was called by this environment. */
    long called(String operation) {
        return calls.stream().filter(operation::equals).count();
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Lets the tenant in, and publishes the demo's notice. */
    void open() {
        suite.door().openFirst(Instant.EPOCH);
        suite.tenants().register(SHOP, () -> new Site(suite.ids().random()));
        suite.tenants().register(CLIENT, SHOP);
        try (var notice = Env.class.getResourceAsStream("/demo/notice.json")) {
            expect(201, send("PUT", "/v1/notices/chat", Access.OFFICER, bytes(notice)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        return stream.readAllBytes();
    }

    Response says(String userId, String messageId, String text) {
        return post(
                "/v1/messages",
                Map.of(
                        "subject", account(userId),
                        "conversationId", "t_" + userId,
                        "purposes", List.of("service"),
                        "messages",
                                List.of(Map.of(
                                        "messageId",
                                        messageId,
                                        "author",
                                        "person",
                                        "text",
                                        text,
                                        "sentAt",
                                        "2026-01-01T00:00:00Z"))));
    }

    Response recalls(Response said) {
        var body = tree(said);
        return send(
                "GET",
                "/v1/subjects/%s/conversations/%s/messages".formatted(body.get("subject"), body.get("conversation")),
                Access.BOT,
                new byte[0]);
    }

    Response post(String path, Map<String, ?> body) {
        return send("POST", path, Access.BOT, Json.write(body));
    }

    Response send(String method, String path, Access role, byte[] body) {
        return router.handle(new Call(
                UUID.randomUUID().toString(),
                method,
                path,
                method.equals("GET") ? Map.of("purpose", "service") : Map.of(),
                body.length == 0 ? Map.of() : Map.of("content-type", "application/json"),
                body,
                Optional.of(new Caller(CLIENT, SHOP, Set.of(role)))));
    }

    static Map<String, Object> account(String userId) {
        return Map.of("channel", "messenger", "userId", userId);
    }

    static Map<?, ?> tree(Response response) {
        return Json.read(response.bodyText().getBytes(StandardCharsets.UTF_8)).orElse(Map.of()) instanceof Map<?, ?> map
                ? map
                : Map.of();
    }

    static Response expect(int status, Response response) {
        if (response.status() != status) {
            throw new IllegalStateException("answered with " + response.status() + ", not " + status);
        }
        return response;
    }
}
