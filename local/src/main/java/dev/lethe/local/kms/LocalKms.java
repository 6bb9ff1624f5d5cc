package dev.lethe.local.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A key service on this machine, which the real {@code KmsClient} takes for AWS KMS. It listens on the loopback
 * interface only and asks that requests are signed, but checks no signature.
 */
public final class LocalKms implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalKms.class.getName());
    private static final int OK = 200;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final String MEDIA_TYPE = "application/x-amz-json-1.1";
    private static final String TARGET_PREFIX = "TrentService.";
    private static final Set<String> FAULTY = Set.of("GenerateDataKey", "Decrypt", "ReEncrypt", "Sign");

    private record Answer(int status, Bytes body) {}

    private final Operations operations;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Outage outage = new Outage();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    private LocalKms(Operations operations, HttpServer server) {
        this.operations = operations;
        this.server = server;
    }

    /** Starts an endpoint for these keys on a free port. By this clock keys are dated and destroyed. */
    public static LocalKms start(KeyFile keys, InstantSource clock) {
        var operations = new Operations(new Keyring(keys, clock));
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            var kms = new LocalKms(operations, HttpServer.create(new InetSocketAddress(loopback, 0), 0));
            kms.server.createContext("/", kms::handle);
            kms.server.setExecutor(kms.threads);
            kms.server.start();
            return kms;
        } catch (IOException e) {
            throw new UncheckedIOException("The key service cannot listen", e);
        }
    }

    /** Where it listens, for a client's {@code endpointOverride}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Fails from now on, in place of any fault before. */
    public void fault(Fault fault) {
        outage.set(fault);
    }

    /**
     * Fails the next requests that a fault can strike, as many as said and in place of any fault before, and then heals
     * by itself. Whom a silence meets waits until the next fault or {@link #heal}, though others are answered again.
     *
     * @throws IllegalArgumentException if it is not at least once
     */
    public void fault(Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault strikes at least once");
        }
        outage.set(fault, times);
    }

    /** Ends every fault. Requests that met with silence are answered now. */
    public void heal() {
        outage.set(Fault.NONE);
    }

    /** How many requests for an operation have come in, whether or not they were answered well. */
    public long count(String operation) {
        if (operations.named(operation).isEmpty()) {
            throw new IllegalArgumentException("there is no such operation");
        }
        return Optional.ofNullable(counts.get(operation)).map(LongAdder::sum).orElse(0L);
    }

    /** Stops listening. Requests that met with silence are never answered. */
    @Override
    public void close() {
        outage.close();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer to a request, or nothing when it ends in silence. */
    private Optional<Answer> answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            var name = operation(exchange);
            var operation = operations.named(name).orElseThrow(() -> new KmsFault(KmsFault.Kind.UNKNOWN_OPERATION));
            counts.computeIfAbsent(name, _ -> new LongAdder()).increment();
            if (body.length > BODY_BYTES_MAX) {
                throw new KmsFault(KmsFault.Kind.TOO_LARGE);
            }
            if (FAULTY.contains(name) && !outage.passes()) {
                return Optional.empty();
            }
            return Optional.of(new Answer(OK, new Bytes(Json.write(operation.answer(Input.read(body))))));
        } catch (KmsFault fault) {
            return Optional.of(refusal(fault.kind(), fault.words()));
        } catch (RuntimeException e) {
            // Its message may quote what was sent, so only its place is told.
            var place = Arrays.stream(e.getStackTrace()).findFirst().map(StackTraceElement::toString);
            LOG.log(System.Logger.Level.ERROR, "{0} at {1}", e.getClass().getName(), place.orElse("an unknown place"));
            return Optional.of(refusal(KmsFault.Kind.INTERNAL, KmsFault.Kind.INTERNAL.message()));
        }
    }

    private static String operation(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        if (headers.getFirst("Authorization") == null) {
            throw new KmsFault(KmsFault.Kind.TOKEN_MISSING);
        }
        var target = headers.getFirst("X-Amz-Target");
        if (!exchange.getRequestMethod().equals("POST")
                || !"/".equals(exchange.getRequestURI().getPath())
                || !MEDIA_TYPE.equals(headers.getFirst("Content-Type"))
                || target == null
                || !target.startsWith(TARGET_PREFIX)) {
            throw new KmsFault(KmsFault.Kind.UNKNOWN_OPERATION);
        }
        return target.substring(TARGET_PREFIX.length());
    }

    private static Answer refusal(KmsFault.Kind kind, String message) {
        return new Answer(kind.status(), new Bytes(Json.write(Map.of("__type", kind.type(), "message", message))));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", MEDIA_TYPE);
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(answer.status(), answer.body().size());
        answer.body().writeTo(exchange.getResponseBody());
    }
}
