package dev.lethe.local.port;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.local.MovableClock;
import dev.lethe.local.engine.EmbeddedDynamo;
import dev.lethe.local.kms.KeyFile;
import dev.lethe.local.kms.LocalKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One address for tables and keys, as AWS emulators have: tells by the operation which engine is meant. */
final class CombinedEndpoint implements AutoCloseable {
    /** What belongs to one connection, and is not passed on. */
    private static final Set<String> OWN = Set.of("host", "connection", "content-length", "expect", "upgrade", "date");

    private final EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty());
    private final LocalKms kms = LocalKms.start(KeyFile.inMemory(), MovableClock.system());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String refused = "nothing";

    CombinedEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI dynamo() {
        return dynamo.endpoint();
    }

    URI kms() {
        return kms.endpoint();
    }

    /** From now on refuses an operation, such as {@code DescribeStream}, as if there were none. */
    void refuse(String operation) {
        refused = operation;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .orElse("");
            var body = exchange.getRequestBody().readAllBytes();
            if (target.endsWith("." + refused)) {
                answer(exchange, 400, "{\"__type\":\"UnknownOperationException\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            var to = target.startsWith("TrentService.") ? kms.endpoint() : dynamo.endpoint();
            var request = HttpRequest.newBuilder(to.resolve("/")).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (var name : Set.of("content-type", "x-amz-crc32", "x-amzn-requestid")) {
                response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                        .set(name, value));
            }
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
        kms.close();
        dynamo.close();
    }
}
