package dev.lethe.breach;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts of a breach as somebody tells them: a tree, which is read as a body is. */
final class Told {
    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final List<Object> affected = new ArrayList<>();

    static Told aware(String at) {
        var told = new Told();
        told.tree.put("detectedAt", at);
        told.tree.put("awareAt", at);
        told.tree.put("role", "controller");
        told.tree.put("affected", told.affected);
        return told;
    }

    Told people(String place, int persons) {
        affected.add(Map.of("place", place, "persons", persons));
        return this;
    }

    /** People of whom something else is told. */
    Told people(String json) {
        affected.add(read(json));
        return this;
    }

    Told with(String field, Object value) {
        tree.put(field, value);
        return this;
    }

    Told with(String json) {
        ((Map<?, ?>) read(json)).forEach((field, value) -> tree.put(String.valueOf(field), value));
        return this;
    }

    Told without(String field) {
        tree.remove(field);
        return this;
    }

    BreachFacts facts() {
        return Shape.of(BreachFacts.class).read(tree);
    }

    static Object read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Override
    public String toString() {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }
}
