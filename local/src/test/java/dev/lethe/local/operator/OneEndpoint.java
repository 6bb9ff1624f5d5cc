package dev.lethe.local.operator;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two services behind one address, told apart as AWS tells them: by what a call is for. */
final class OneEndpoint implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";
    private static final Set<String> PASSED_BACK = Set.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamo;
    private final URI kms;

    OneEndpoint(URI dynamo, URI kms) {
        this.dynamo = dynamo;
        this.kms = kms;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestHeaders();
            var target = Optional.ofNullable(asked.getFirst(TARGET)).orElse("");
            var request = HttpRequest.newBuilder(target.startsWith("DynamoDB") ? dynamo : kms)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody));
            for (var header : List.of(TARGET, "Authorization", "Content-Type", "X-Amz-Date")) {
                Optional.ofNullable(asked.getFirst(header)).ifPresent(value -> request.header(header, value));
            }
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (PASSED_BACK.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
