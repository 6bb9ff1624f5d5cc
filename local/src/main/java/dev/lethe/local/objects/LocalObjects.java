package dev.lethe.local.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.api.EventBus;
import dev.lethe.http.Json;
import dev.lethe.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A store of objects on this machine, as strict as a bucket of S3 with Object Lock in compliance mode: an object is put once,
 * with a checksum, by a request that is signed, and is there for good. Listens on the loopback interface only; checks what was
 * signed, but not by whom. Behind the same address is an event bus.
 */
public final class LocalObjects implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 1 << 20;

    /** How many names a page has. */
    private static final int LISTED_MAX = 1_000;

    private static final Pattern NAME = Pattern.compile("/[a-z0-9-]+(/[A-Za-z0-9.-]+)+");
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int PRECONDITION_FAILED = 412;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final Optional<Path> folder;
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final LocalBus bus = new LocalBus(EventBus.SUITE.name());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean down;

    private LocalObjects(HttpServer server, Optional<Path> folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Starts it on a free port.
     *
     * @param folder where objects are kept; in memory when absent
     */
    public static LocalObjects start(Optional<Path> folder) {
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            var objects = new LocalObjects(HttpServer.create(new InetSocketAddress(loopback, 0), 0), folder);
            objects.load();
            objects.server.createContext("/", objects::handle);
            objects.server.setExecutor(objects.threads);
            objects.server.start();
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException("the store of objects cannot start", e);
        }
    }

    private void load() throws IOException {
        if (folder.isEmpty() || !Files.exists(folder.get())) {
            return;
        }
        try (var files = Files.walk(folder.get())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                objects.put("/" + folder.get().relativize(file), Files.readAllBytes(file));
            }
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Every object there is, by its path. */
    public Map<String, byte[]> all() {
        return new TreeMap<>(objects);
    }

    /** The event bus behind the same address. */
    public LocalBus bus() {
        return bus;
    }

    /** Answers nothing from now on, or again; the bus goes on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            if (LocalBus.isMeant(exchange.getRequestHeaders())) {
                var answer = bus.answer(exchange.getRequestHeaders(), body);
                send(exchange, answer.status(), Json.write(answer.body()));
                return;
            }
            var path = exchange.getRequestURI().getPath();
            var status = down
                    ? UNAVAILABLE
                    : switch (exchange.getRequestMethod()) {
                        case "PUT" -> put(exchange, path, body);
                        case "GET" -> objects.containsKey(path) || lists(exchange) ? OK : NOT_FOUND;
                        // What is locked is not deleted, and nothing else is asked of it.
                        default -> METHOD_NOT_ALLOWED;
                    };
            var answer = exchange.getRequestMethod().equals("GET") && status == OK
                    ? lists(exchange) ? list(path, query(exchange)) : objects.getOrDefault(path, new byte[0])
                    : new byte[0];
            send(exchange, status, answer);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new TreeMap<String, String>();
        Optional.ofNullable(exchange.getRequestURI().getQuery()).stream()
                .flatMap(text -> Stream.of(text.split("&", -1)))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], pair.length == 2 ? pair[1] : ""));
        return query;
    }

    private static boolean lists(HttpExchange exchange) {
        return "2".equals(query(exchange).get("list-type"));
    }

    /** A page of the names in a bucket, as {@code ListObjectsV2} answers; names need no escaping in XML. */
    private byte[] list(String bucket, Map<String, String> query) {
        var folder = bucket.endsWith("/") ? bucket : bucket + "/";
        var after = folder + query.getOrDefault("continuation-token", "");
        var names = objects.tailMap(after, false).keySet().stream()
                .takeWhile(name -> name.startsWith(folder))
                .limit(LISTED_MAX + 1L)
                .map(name -> name.substring(folder.length()))
                .toList();
        var more = names.size() > LISTED_MAX;
        var page = names.subList(0, Math.min(names.size(), LISTED_MAX));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>");
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(page.getLast()).append("</NextContinuationToken>");
        }
        page.forEach(name -> xml.append("<Contents><Key>").append(name).append("</Key></Contents>"));
        return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private int put(HttpExchange exchange, String path, byte[] body) throws IOException {
        var headers = exchange.getRequestHeaders();
        var authorization =
                Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            return FORBIDDEN;
        }
        var hash = Sha256.of(body);
        if (body.length > BODY_BYTES_MAX
                || !NAME.matcher(path).matches()
                || !HexFormat.of().formatHex(hash).equals(headers.getFirst("x-amz-content-sha256"))
                || !Base64.getEncoder().encodeToString(hash).equals(headers.getFirst("x-amz-checksum-sha256"))
                || !"*".equals(headers.getFirst("If-None-Match"))) {
            return BAD_REQUEST;
        }
        if (objects.putIfAbsent(path, body) != null) {
            return PRECONDITION_FAILED;
        }
        if (folder.isPresent()) {
            var file = folder.get().resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, body);
        }
        return OK;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
