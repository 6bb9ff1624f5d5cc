package dev.lethe.local.port;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** As much of a bucket of S3 with Object Lock as is needed to find out whether there is one. */
final class LockedBucket {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final Map<String, byte[]> things = new ConcurrentSkipListMap<>();
    private volatile boolean locks = true;

    /** From now on deletes whatever it is asked to. */
    void unlock() {
        locks = false;
    }

    /** The buckets and objects there are, by their paths. */
    Map<String, byte[]> things() {
        return Map.copyOf(things);
    }

    int answer(HttpExchange exchange, byte[] body) {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        var isObject = path.indexOf('/', 1) > 0;
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (isObject && headers.containsKey("If-None-Match") && things.containsKey(path)) {
                    yield PRECONDITION_FAILED;
                }
                things.putIfAbsent(path, body);
                yield OK;
            }
            case "HEAD" -> {
                exchange.getResponseHeaders().set("x-amz-version-id", "only");
                yield things.containsKey(path) ? OK : NOT_FOUND;
            }
            case "DELETE" -> {
                if (isObject && locks && !headers.containsKey("x-amz-bypass-governance-retention")) {
                    yield FORBIDDEN;
                }
                if (!isObject && things.keySet().stream().anyMatch(other -> other.startsWith(path + "/"))) {
                    yield CONFLICT;
                }
                things.remove(path);
                yield NO_CONTENT;
            }
            default -> NOT_FOUND;
        };
    }
}
