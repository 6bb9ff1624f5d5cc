package dev.lethe.event;

import dev.lethe.api.EventBus;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Something that other systems are told. */
public record Event(EventType type, Fact fact) {
    /** Who tells it, as EventBridge's {@code source}. */
    public static final String SOURCE = EventBus.SOURCE;

    /**
     * How long it stays written: a stream is read again for a day, and what was put aside can be sent by hand for as long as this.
     */
    public static final Duration KEPT = Duration.ofDays(7);

    public Event {
        if (!type.fact().isInstance(fact)) {
            throw new IllegalArgumentException("A fact is of its type's form");
        }
    }

    /** What is told, as JSON. */
    public String detail() {
        return new String(Json.write(Shape.tree(fact)), StandardCharsets.UTF_8);
    }

    /** Reads what was written; nothing where it is no event. */
    public static Optional<Event> read(String type, String detail) {
        return EventType.named(type).flatMap(named -> Json.read(detail.getBytes(StandardCharsets.UTF_8))
                .flatMap(named::read)
                .map(fact -> new Event(named, fact)));
    }
}
