package dev.lethe.local.port;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** One address for tables, keys and buckets, as AWS emulators have: tells by what a call is for which engine is meant. */
public final class OneEndpoint implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";

    /** What belongs to one connection, and is not passed on. */
    private static final Set<String> OWN = Set.of("host", "connection", "content-length", "expect", "upgrade", "date");

    private static final Set<String> PASSED_BACK = Set.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    private final URI dynamo;
    private final URI kms;
    private final Optional<URI> objects;
    private final LockedBucket bucket = new LockedBucket();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String refused = "nothing";

    /** With a bucket of its own. */
    OneEndpoint(URI dynamo, URI kms) {
        this(dynamo, kms, Optional.empty());
    }

    /** With the buckets of a store of objects. */
    public OneEndpoint(URI dynamo, URI kms, URI objects) {
        this(dynamo, kms, Optional.of(objects));
    }

    private OneEndpoint(URI dynamo, URI kms, Optional<URI> objects) {
        this.dynamo = dynamo;
        this.kms = kms;
        this.objects = objects;
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on refuses an operation, such as {@code DescribeStream}, as if there were none. */
    void refuse(String operation) {
        refused = operation;
    }

    LockedBucket bucket() {
        return bucket;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst(TARGET));
            var body = exchange.getRequestBody().readAllBytes();
            // S3 alone is spoken to by methods and paths.
            if (target.isEmpty() && objects.isPresent()) {
                pass(exchange, objects.get(), body);
            } else if (target.isEmpty()) {
                answer(exchange, bucket.answer(exchange, body), new byte[0]);
            } else if (target.get().endsWith("." + refused)) {
                answer(exchange, 400, "{\"__type\":\"UnknownOperationException\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                pass(exchange, target.get().startsWith("TrentService.") ? kms : dynamo, body);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, URI to, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(to.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (var name : PASSED_BACK) {
            response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        answer(exchange, response.statusCode(), response.body());
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
    }
}
