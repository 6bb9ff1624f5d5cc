package dev.lethe.local.wire;

import dev.lethe.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every way in which a valid body can be made wrong, derived from the schema it conforms to. */
final class Mutations {

    /**
     * A body that is wrong in one place.
     *
     * @param pointer the place that the refusal has to name
     */
    record Wrong(String what, String pointer, Object body) {}

    private final Map<?, ?> api;
    private final Object valid;
    private final List<Wrong> wrongs = new ArrayList<>();

    private Mutations(Map<?, ?> api, Object valid) {
        this.api = api;
        this.valid = valid;
    }

    static List<Wrong> of(Map<?, ?> api, Map<?, ?> schema, Object valid) {
        var mutations = new Mutations(api, valid);
        mutations.value(schema, valid, "", change -> change);
        return mutations.wrongs;
    }

    /** A way to put another value at some place of the valid body. */
    private interface Place extends UnaryOperator<Object> {}

    private void wrong(String what, String pointer, Place place, Object value) {
        wrongs.add(new Wrong(what + " at " + pointer, pointer, place.apply(value)));
    }

    private void value(Map<?, ?> described, Object value, String pointer, Place place) {
        var schema = resolve(described);
        for (var other :
                List.<Object>of(Samples.CANARY, 4711, true, List.of(Samples.CANARY), Map.of(), Json.Null.NULL)) {
            if (!type(other).equals(String.valueOf(schema.get("type")))
                    && !(other instanceof Map && "object".equals(schema.get("type")))) {
                wrong("another type (" + type(other) + ")", pointer, place, other);
            }
        }
        switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(schema, (Map<?, ?>) value, pointer, place);
            case "array" -> array(schema, (List<?>) value, pointer, place);
            case "string" -> string(schema, pointer, place);
            case "integer" -> wrong("zero", pointer, place, 0);
            default -> {
                // A truth has no wrong value but another type.
            }
        }
    }

    private void object(Map<?, ?> schema, Map<?, ?> value, String pointer, Place place) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            wrong("an unknown field", pointer, place, with(value, Samples.CANARY, Samples.CANARY));
            properties.forEach((name, described) -> {
                var present = value.get(name);
                if (schema.get("required") instanceof List<?> required && required.contains(name)) {
                    wrong("a missing field", pointer + "/" + name, place, without(value, name));
                }
                if (present != null) {
                    value(
                            (Map<?, ?>) described,
                            present,
                            pointer + "/" + name,
                            change -> place.apply(with(value, String.valueOf(name), change)));
                }
            });
        } else if (schema.get("additionalProperties") instanceof Map<?, ?> described && !value.isEmpty()) {
            wrong(
                    "a name of another form",
                    pointer,
                    place,
                    with(value, "!" + Samples.CANARY, value.values().iterator().next()));
            var name = String.valueOf(value.keySet().iterator().next());
            var first = value.values().iterator().next();
            value(described, first, pointer + "/" + name, change -> place.apply(with(value, name, change)));
        }
    }

    private void array(Map<?, ?> schema, List<?> value, String pointer, Place place) {
        if (schema.get("maxItems") instanceof Integer max) {
            var many = new ArrayList<Object>();
            for (var i = 0; i <= max; i++) {
                many.add(value.isEmpty() ? Samples.CANARY : value.getFirst());
            }
            wrong("too many items", pointer, place, many);
        }
        if (schema.get("minItems") instanceof Integer min && min > 0) {
            wrong("too few items", pointer, place, List.of());
        }
        if (Boolean.TRUE.equals(schema.get("uniqueItems")) && !value.isEmpty()) {
            wrong("an item twice", pointer, place, List.of(value.getFirst(), value.getFirst()));
        }
        if (!value.isEmpty() && schema.get("items") instanceof Map<?, ?> described) {
            value(described, value.getFirst(), pointer + "/0", change -> {
                var changed = new ArrayList<Object>(value);
                changed.set(0, change);
                return place.apply(changed);
            });
        }
    }

    private void string(Map<?, ?> schema, String pointer, Place place) {
        wrong("no text", pointer, place, "");
        if (schema.get("maxLength") instanceof Integer max) {
            wrong("too long", pointer, place, "x".repeat(max + 1));
        }
        if (schema.get("pattern") != null) {
            wrong("another form", pointer, place, "!" + Samples.CANARY.substring(0, 3));
        }
        if (schema.get("enum") != null || schema.get("format") != null) {
            wrong("none of these", pointer, place, Samples.CANARY);
        }
        if (schema.get("enum") == null && schema.get("format") == null) {
            wrong("a NUL", pointer, place, "a\u0000");
        }
    }

    private Map<?, ?> resolve(Map<?, ?> schema) {
        return schema.get("$ref") instanceof String reference
                ? Wire.at(api, "components", "schemas", reference.replaceAll(".*/", ""))
                : schema;
    }

    private static String type(Object value) {
        return switch (value) {
            case String _ -> "string";
            case Integer _ -> "integer";
            case Boolean _ -> "boolean";
            case List<?> _ -> "array";
            case Map<?, ?> _ -> "object";
            default -> "null";
        };
    }

    private static Map<Object, Object> with(Map<?, ?> map, String name, Object value) {
        var changed = new LinkedHashMap<Object, Object>(map);
        changed.put(name, value);
        return changed;
    }

    private static Map<Object, Object> without(Map<?, ?> map, Object name) {
        var changed = new LinkedHashMap<Object, Object>(map);
        changed.remove(name);
        return changed;
    }

    @Override
    public String toString() {
        return "Mutations of " + valid.getClass().getSimpleName();
    }
}
