package dev.lethe.store;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The place in a table behind which a page begins, as one text: kept between runs, and told to nobody. */
final class Cursors {
    private static final String BETWEEN = "\n";

    static Optional<String> of(Map<String, AttributeValue> next) {
        if (next.isEmpty()) {
            return Optional.empty();
        }
        var place = Item.of(next);
        return Optional.of(place.text("pk") + BETWEEN + place.text("sk"));
    }

    static Map<String, AttributeValue> start(String cursor) {
        var at = cursor.indexOf(BETWEEN);
        return Map.of("pk", Item.s(cursor.substring(0, at)), "sk", Item.s(cursor.substring(at + 1)));
    }

    private Cursors() {}
}
