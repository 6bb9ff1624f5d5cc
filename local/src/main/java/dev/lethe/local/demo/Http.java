package dev.lethe.local.demo;

import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** JSON over HTTP, with a token. */
public final class Http {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI api;
    private final String token;

    /** @param token empty for none */
    public Http(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /** A status and a JSON object. */
    public record Answer(int status, Map<?, ?> body) {

        /** A text somewhere in the object; empty when there is none. */
        public String text(String... path) {
            Object at = body;
            for (var name : path) {
                at = at instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : "";
            }
            return String.valueOf(at);
        }

        /** A list of the object; empty when there is none. */
        public List<?> list(String name) {
            return body.get(name) instanceof List<?> list ? list : List.of();
        }
    }

    public Answer get(String path) {
        return send("GET", path, new byte[0]);
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, Json.write(body));
    }

    public Answer send(String method, String path, byte[] body) {
        return send(method, path, body, Map.of());
    }

    /** Sends further headers, too. */
    public Answer send(String method, String path, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER_WITHIN)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    Json.read(response.body()).orElse(Map.of()) instanceof Map<?, ?> map ? map : Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the suite does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
