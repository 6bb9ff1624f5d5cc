package dev.lethe.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response, free of any server's types.
 *
 * @param headers names in the case they are sent in
 */
@SuppressWarnings("ArrayRecordComponent") // Responses are sent, never compared.
public record Response(int status, Map<String, String> headers, byte[] body) {
    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response ok(Record body) {
        return json(200, body);
    }

    public static Response created(Record body) {
        return json(201, body);
    }

    /** Accepted for long work, whose progress is read at {@code location}. */
    public static Response accepted(String location, Record body) {
        return json(202, body).with("Location", location);
    }

    public static Response json(int status, Record body) {
        return new Response(status, Map.of("Content-Type", "application/json"), Json.write(Shape.tree(body)));
    }

    public static Response text(String contentType, byte[] body) {
        return new Response(200, Map.of("Content-Type", contentType), body);
    }

    public Response with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, all, body);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
