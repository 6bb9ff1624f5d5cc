package dev.lethe.http;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Describes as JSON Schema (2020-12) what {@link Shape} reads and writes: from the same records and annotations. */
public final class Schema {
    private final Function<Class<?>, String> refer;

    /** @param refer names the schema of a record that stands elsewhere */
    public Schema(Function<Class<?>, String> refer) {
        this.refer = refer;
    }

    /** A record as an object's schema. */
    public Map<String, Object> ofRecord(Class<? extends Record> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var optional = component.getType().equals(Optional.class);
            var of = optional ? Shape.argument(component.getGenericType(), 0) : component.getGenericType();
            properties.put(component.getName(), of(of, component));
            if (!optional) {
                required.add(component.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A type that stands alone, such as a parameter's. */
    public Map<String, Object> of(Class<?> type) {
        return of(type, type);
    }

    private Map<String, Object> of(Type type, AnnotatedElement bounds) {
        var raw = Shape.raw(type);
        var schema = new LinkedHashMap<String, Object>();
        if (raw.equals(List.class) || raw.equals(Set.class)) {
            schema.put("type", "array");
            schema.put("items", of(Shape.argument(type, 0), bounds));
            bounded(bounds, "Items", schema);
            if (raw.equals(Set.class)) {
                schema.put("uniqueItems", true);
            }
        } else if (raw.equals(Map.class)) {
            schema.put("type", "object");
            schema.put("propertyNames", of(Shape.argument(type, 0), bounds));
            schema.put("additionalProperties", of(Shape.argument(type, 1), bounds));
            bounded(bounds, "Properties", schema);
        } else if (raw.equals(Boolean.class) || raw.equals(boolean.class)) {
            schema.put("type", "boolean");
        } else if (raw.equals(Integer.class) || raw.equals(int.class)) {
            schema.put("type", "integer");
            schema.put("minimum", 1);
        } else if (raw.equals(Long.class) || raw.equals(long.class)) {
            schema.put("type", "integer");
            schema.put("minimum", 0);
        } else if (raw.isRecord() && !Shape.isText(raw)) {
            schema.put("$ref", refer.apply(raw));
        } else {
            schema.put("type", "string");
            textual(raw, bounds, schema);
        }
        return schema;
    }

    private static void textual(Class<?> raw, AnnotatedElement bounds, Map<String, Object> schema) {
        if (raw.isEnum()) {
            schema.put("enum", Shape.constants(raw));
        } else if (raw.equals(Instant.class)) {
            schema.put("format", "date-time");
        } else if (raw.equals(LocalDate.class)) {
            schema.put("format", "date");
        } else if (raw.equals(Period.class)) {
            schema.put("format", "duration");
            schema.put("example", "P30D");
        } else {
            var text = Shape.isText(raw)
                    ? raw.getRecordComponents()[0].getAnnotation(Text.class)
                    : bounds.getAnnotation(Text.class);
            if (text != null) {
                text(text, schema);
            }
        }
    }

    private static void text(Text text, Map<String, Object> schema) {
        schema.put("minLength", text.min());
        schema.put("maxLength", text.max());
        if (!text.form().isEmpty()) {
            schema.put("pattern", "^(?:" + text.form() + ")$");
        }
        if (!text.example().isEmpty()) {
            schema.put("example", text.example());
        }
    }

    private static void bounded(AnnotatedElement bounds, String what, Map<String, Object> schema) {
        var limits = bounds.getAnnotation(Items.class);
        if (limits != null) {
            schema.put("min" + what, limits.min());
            schema.put("max" + what, limits.max());
        }
    }
}
