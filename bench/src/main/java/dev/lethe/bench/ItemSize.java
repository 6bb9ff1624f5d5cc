package dev.lethe.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many bytes DynamoDB counts for an item
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
public final class ItemSize {
    private static final int COLLECTION = 3;
    private static final int ELEMENT = 1;

    public static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case N -> number(value.n());
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
            case BS ->
                value.bs().stream()
                        .mapToInt(bytes -> bytes.asByteArrayUnsafe().length)
                        .sum();
            case L ->
                COLLECTION
                        + value.l().stream()
                                .mapToInt(element -> ELEMENT + of(element))
                                .sum();
            case M -> COLLECTION + ELEMENT * value.m().size() + of(value.m());
            default -> throw new IllegalArgumentException("DynamoDB has no such type");
        };
    }

    /** One byte for two significant digits, and one more. */
    private static int number(String number) {
        var digits = number.replaceAll("[-+.]|[eE].*", "").replaceAll("^0+|0+$", "");
        return (digits.length() + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private ItemSize() {}
}
