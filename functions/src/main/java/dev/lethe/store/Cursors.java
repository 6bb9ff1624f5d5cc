package dev.lethe.store;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The place in a table behind which a page begins, as one text: kept between runs, and told to nobody. */
final class Cursors {
    private static final String BETWEEN = "\n";

    static Optional<String> of(Map<String, AttributeValue> next) {
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(next.get("pk").s() + BETWEEN + next.get("sk").s());
    }

    static Map<String, AttributeValue> start(String cursor) {
        var at = cursor.indexOf(BETWEEN);
        return Map.of("pk", Item.s(cursor.substring(0, at)), "sk", Item.s(cursor.substring(at + 1)));
    }

    private Cursors() {}
}
