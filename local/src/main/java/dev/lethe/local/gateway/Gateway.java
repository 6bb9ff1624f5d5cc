package dev.lethe.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.http.Problem;
import dev.lethe.local.engine.Lambdas;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The HTTP API on this machine: finds the route, checks the token where the route asks for one, hands the event to the route's
 * function and its answer back. What has no route goes to the site's function, as the deployed {@code $default} route does.
 */
public final class Gateway implements AutoCloseable {
    /** The largest request that API Gateway passes on to Lambda, in bytes. */
    private static final int BODY_MAX = 6 * 1024 * 1024;

    private static final int STOP_SECONDS = 5;
    private static final String LOCAL = "/_local/";

    private final HttpServer server;
    private final Lambdas lambdas;
    private final Tokens tokens;
    private final LocalRoutes local;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Gateway(HttpServer server, Lambdas lambdas, Tokens tokens, LocalRoutes local) {
        this.server = server;
        this.lambdas = lambdas;
        this.tokens = tokens;
        this.local = local;
    }

    /** What only a laptop has, under {@code /_local/}. */
    @FunctionalInterface
    public interface LocalRoutes {
        /**
         * Answers a call to {@code method path}, or nothing when there is no such.
         *
         * @throws IllegalArgumentException when the body is not what the call takes
         */
        Optional<Answer> answer(String call, Map<?, ?> body);
    }

    /** How a call is answered that only a laptop has. */
    public sealed interface Answer {
        /** At once. */
        record Whole(Map<String, Object> tree) implements Answer {}

        /**
         * Line by line as it goes on, each an object with a {@code line}; the last is one with {@code sound}, and is missing when
         * the command failed on the way.
         *
         * @param command tells of what it does, and says whether all is well
         */
        record Told(Predicate<Consumer<String>> command) implements Answer {}
    }

    /**
     * Starts listening on the loopback interface.
     *
     * @param port 0 for any free one
     */
    public static Gateway start(int port, Lambdas lambdas, Tokens tokens, LocalRoutes local) throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        var gateway = new Gateway(server, lambdas, tokens, local);
        server.createContext("/", gateway::handle);
        server.setExecutor(gateway.threads);
        server.start();
        return gateway;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(STOP_SECONDS);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
            var path = exchange.getRequestURI().getRawPath();
            if (body.length > BODY_MAX) {
                problem(exchange, Problem.TOO_LARGE);
            } else if (path.startsWith(LOCAL)) {
                local(exchange, path, body);
            } else {
                proxy(exchange, path, body);
            }
        } catch (UncheckedIOException | IllegalStateException _) {
            problem(exchange, Problem.BROKEN);
        }
    }

    private void proxy(HttpExchange exchange, String path, byte[] body) throws IOException {
        var method = exchange.getRequestMethod();
        var route = Arrays.stream(Route.values())
                .filter(candidate -> candidate.method().equals(method)
                        && candidate.match(path).isPresent())
                .findFirst();
        var claims = Optional.<Map<String, Object>>empty();
        if (route.isPresent() && !route.get().access().equals(Set.of(Access.PUBLIC))) {
            claims = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .flatMap(tokens::check);
            if (claims.isEmpty()) {
                problem(exchange, Problem.UNAUTHENTICATED);
                return;
            }
        }
        var event = HttpEvent.of(exchange, route, claims, body);
        var answer = lambdas.invoke(route.map(Route::fn).orElse(Fn.SITE), Json.write(event));
        answer(exchange, answer);
    }

    private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
        if (Json.read(answer).orElse(Map.of()) instanceof Map<?, ?> tree
                && tree.get("statusCode") instanceof Integer status
                && tree.get("headers") instanceof Map<?, ?> headers
                && tree.get("body") instanceof String body) {
            headers.forEach(
                    (name, value) -> exchange.getResponseHeaders().set(String.valueOf(name), String.valueOf(value)));
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
            return;
        }
        throw new IllegalStateException("a function answers with status, headers and body");
    }

    private void local(HttpExchange exchange, String path, byte[] body) throws IOException {
        var tree = body.length == 0 ? Map.of() : Json.read(body).orElse(Map.of());
        try {
            var answer = local.answer(
                    exchange.getRequestMethod() + " " + path, tree instanceof Map<?, ?> map ? map : Map.of());
            if (answer.isEmpty()) {
                problem(exchange, Problem.NO_SUCH_ROUTE);
                return;
            }
            switch (answer.get()) {
                case Answer.Whole(var whole) -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    send(exchange, 200, Json.write(whole));
                }
                case Answer.Told(var command) -> tell(exchange, command);
            }
        } catch (IllegalArgumentException _) {
            problem(exchange, Problem.MALFORMED);
        }
    }

    private static void tell(HttpExchange exchange, Predicate<Consumer<String>> command) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        var out = new Lines(exchange.getResponseBody());
        try {
            var sound = command.test(line -> out.tell(Map.of("line", line)));
            out.tell(Map.of("sound", sound));
        } catch (RuntimeException e) {
            // The answer has begun: that its last line is missing says the rest.
            out.tell(Map.of("line", "failed: " + e.getClass().getSimpleName()));
        }
    }

    /** Lines to somebody who may have gone: what is told goes on without them. */
    private static final class Lines {
        private final OutputStream to;
        private boolean gone;

        Lines(OutputStream to) {
            this.to = to;
        }

        void tell(Map<String, Object> line) {
            if (gone) {
                return;
            }
            try {
                to.write(Json.write(line));
                to.write('\n');
                to.flush();
            } catch (IOException _) {
                gone = true;
            }
        }
    }

    private static void problem(HttpExchange exchange, Problem problem) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("instance", UUID.randomUUID().toString());
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        if (problem == Problem.UNAUTHENTICATED) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        send(exchange, problem.status(), Json.write(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
