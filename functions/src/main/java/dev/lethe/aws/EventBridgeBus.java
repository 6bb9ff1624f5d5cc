package dev.lethe.aws;

import dev.lethe.event.Bus;
import dev.lethe.event.Event;
import dev.lethe.http.Json;
import dev.lethe.kernel.StoreUnavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Puts events on a bus of EventBridge
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html).
 */
public final class EventBridgeBus implements Bus {
    private static final int OK = 200;

    private final SignedHttp http;
    private final URI endpoint;
    private final String name;

    EventBridgeBus(SignedHttp http, URI endpoint, String name) {
        this.http = http;
        this.endpoint = endpoint;
        this.name = name;
    }

    @Override
    public int send(List<Event> events) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "AWSEvents.PutEvents");
        var entries = events.stream().map(this::entry).toList();
        var answer = http.call(request, Json.write(Map.of("Entries", entries)));
        if (answer.status() != OK) {
            throw new StoreUnavailable();
        }
        return taken(answer.body(), events.size());
    }

    private Map<String, Object> entry(Event event) {
        return Map.of(
                "EventBusName",
                name,
                "Source",
                Event.SOURCE,
                "DetailType",
                event.type().detailType(),
                "Detail",
                event.detail(),
                "Time",
                event.fact().at().getEpochSecond());
    }

    /** An answer has an entry for each that was asked; one that was taken has an id. */
    private static int taken(String body, int asked) {
        var entries = Json.read(body.getBytes(StandardCharsets.UTF_8))
                .flatMap(tree -> tree instanceof Map<?, ?> fields && fields.get("Entries") instanceof List<?> list
                        ? Optional.of(list)
                        : Optional.empty())
                .orElse(List.of());
        return (int) entries.stream()
                .limit(asked)
                .takeWhile(entry -> entry instanceof Map<?, ?> fields && fields.get("EventId") instanceof String)
                .count();
    }
}
