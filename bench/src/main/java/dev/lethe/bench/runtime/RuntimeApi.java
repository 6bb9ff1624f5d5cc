package dev.lethe.bench.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for one function: hands out events one at
 * a time, and takes what is answered. Also the two calls around a snapshot, which the runtime interface client makes.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration FUNCTION_MAX = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int GONE = 410;

    /** What the function has to say, and when it was heard. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Heard(What what, byte[] body, long nanos) {}

    /** The steps that a function takes. */
    enum What {
        /** It is initialised, and asks for an event. */
        READY,
        /** It may be taken a snapshot of, and asks to be woken up. */
        SNAPSHOT,
        ANSWER,
        ERROR
    }

    private final HttpServer server;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(16);
    private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var api = new RuntimeApi(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        api.server.createContext(BASE, api::handle);
        api.server.setExecutor(api.threads);
        api.server.start();
        return api;
    }

    /** For the function's {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands out an event; returns when, in nanoseconds of this machine's clock. */
    long give(byte[] event) {
        var now = System.nanoTime();
        events.add(event);
        return now;
    }

    /** Wakes up a function after its snapshot. */
    void wake() {
        wakes.add(true);
    }

    /**
     * Waits for the function's next step.
     *
     * @throws IllegalStateException when it takes another one, or none
     */
    Heard await(What expected) throws InterruptedException {
        var next = heard.poll(FUNCTION_MAX.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new IllegalStateException("the function says nothing");
        }
        if (next.what != expected) {
            throw new IllegalStateException(
                    "the function went wrong: " + new String(next.body, StandardCharsets.UTF_8));
        }
        return next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath().substring(BASE.length());
            switch (path) {
                case "invocation/next" -> next(exchange);
                case "restore/next" -> {
                    hear(What.SNAPSHOT, body);
                    wakes.take();
                    send(exchange, OK, new byte[0]);
                }
                default -> {
                    hear(path.endsWith("/response") ? What.ANSWER : What.ERROR, body);
                    send(exchange, ACCEPTED, new byte[0]);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        hear(What.READY, new byte[0]);
        var event = events.take();
        if (event.length == 0) {
            send(exchange, GONE, event);
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + FUNCTION_MAX.toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:bench");
        headers.set("Content-Type", "application/json");
        send(exchange, OK, event);
    }

    private void hear(What what, byte[] body) {
        heard.add(new Heard(what, body, System.nanoTime()));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
