package dev.lethe.local.objects;

import com.sun.net.httpserver.Headers;
import dev.lethe.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An event bus on this machine, as strict as EventBridge's {@code PutEvents}
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html): nobody subscribes, and what was put can be looked
 * at. Checks that a request is signed for EventBridge, but not by whom.
 */
public final class LocalBus {
    /** How many events are kept to be looked at. */
    static final int KEPT_MAX = 1_000;

    private static final int ENTRIES_MAX = 10;
    private static final int ENTRY_BYTES_MAX = 256 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    /** A status, and what is said with it. */
    record Answer(int status, Map<String, Object> body) {}

    private final String name;
    private final Deque<Map<String, Object>> events = new ArrayDeque<>();
    private Predicate<Map<?, ?>> failing = _ -> false;
    private boolean down;
    private boolean mute;

    LocalBus(String name) {
        this.name = name;
    }

    /** What was put last, newest first, as a subscriber gets it. */
    public synchronized List<Map<String, Object>> newest(int max) {
        return events.stream().limit(max).toList();
    }

    /** Takes nothing from now on, or again. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** Takes what is put from now on, but says that it failed, or no longer. */
    public synchronized void mute(boolean isMute) {
        mute = isMute;
    }

    /** Fails at each entry of this kind, and at no other. */
    public synchronized void failing(Predicate<Map<?, ?>> entry) {
        failing = entry;
    }

    /** Whether a request is one to a bus, rather than to a store of objects. */
    static boolean isMeant(Headers headers) {
        return headers.containsKey("X-Amz-Target");
    }

    synchronized Answer answer(Headers headers, byte[] body) {
        if (!"AWSEvents.PutEvents".equals(headers.getFirst("X-Amz-Target"))
                || !"application/x-amz-json-1.1".equals(headers.getFirst("Content-Type"))) {
            return refused("UnknownOperationException");
        }
        var signed = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        if (!signed.startsWith("AWS4-HMAC-SHA256 ") || !signed.contains("/events/aws4_request")) {
            return refused("IncompleteSignatureException");
        }
        if (!(Json.read(body).orElse("") instanceof Map<?, ?> request
                && request.get("Entries") instanceof List<?> entries
                && !entries.isEmpty()
                && entries.size() <= ENTRIES_MAX)) {
            return refused("ValidationException");
        }
        if (down) {
            return new Answer(FAILED, Map.of("__type", "InternalException"));
        }
        var results = entries.stream().map(this::put).toList();
        var failed = results.stream()
                .filter(result -> result.containsKey("ErrorCode"))
                .count();
        return mute
                ? new Answer(FAILED, Map.of("__type", "InternalException"))
                : new Answer(OK, Map.of("FailedEntryCount", failed, "Entries", results));
    }

    private static Answer refused(String type) {
        return new Answer(BAD_REQUEST, Map.of("__type", type));
    }

    private Map<String, Object> put(Object entry) {
        if (!(entry instanceof Map<?, ?> fields
                && fields.get("Source") instanceof String source
                && fields.get("DetailType") instanceof String type
                && fields.get("Detail") instanceof String detail
                && Json.write(fields).length <= ENTRY_BYTES_MAX)) {
            return error("InvalidArgument");
        }
        if (!name.equals(fields.get("EventBusName"))) {
            return error("ResourceNotFoundException");
        }
        if (!(Json.read(detail.getBytes(StandardCharsets.UTF_8)).orElse("") instanceof Map<?, ?> tree)) {
            return error("MalformedDetail");
        }
        if (failing.test(fields)) {
            return error("InternalFailure");
        }
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", type);
        event.put("source", source);
        event.put("account", "000000000000");
        event.put("time", time(fields.get("Time")));
        event.put("region", "us-east-1");
        event.put("resources", new ArrayList<>());
        event.put("detail", tree);
        events.addFirst(event);
        if (events.size() > KEPT_MAX) {
            events.removeLast();
        }
        return Map.of("EventId", event.getOrDefault("id", ""));
    }

    private static String time(@Nullable Object seconds) {
        return Instant.ofEpochSecond(seconds instanceof Number number ? number.longValue() : 0)
                .toString();
    }

    private static Map<String, Object> error(String code) {
        return Map.of("ErrorCode", code, "ErrorMessage", "not taken");
    }
}
