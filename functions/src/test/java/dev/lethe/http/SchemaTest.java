package dev.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is documented is what {@link Shape} checks. */
class SchemaTest {
    enum Colour {
        DARK_RED,
        BLUE
    }

    record Inner(int count) {}

    record Outer(
            Purpose purpose,

            @Text(min = 2, max = 4, form = "[a-z]+", example = "abc")
            String word,

            Colour colour,
            boolean flag,
            Instant at,
            LocalDate on,
            Period period,
            @Items(max = 2) List<Inner> list,
            @Items(max = 3) Set<Colour> set,
            @Items(min = 0, max = 9) Map<Purpose, Inner> map,
            Optional<Inner> maybe) {}

    private final Schema schema = new Schema(type -> "#/" + type.getSimpleName());
    private final Map<String, Object> outer = schema.ofRecord(Outer.class);

    @Test
    void anObjectHasItsFieldsAndNoOthers() {
        assertThat(outer).containsEntry("type", "object").containsEntry("additionalProperties", false);
        assertThat(properties().keySet())
                .containsExactly(
                        "purpose", "word", "colour", "flag", "at", "on", "period", "list", "set", "map", "maybe");
    }

    @Test
    void everyFieldButAnOptionalOneIsRequired() {
        assertThat(outer)
                .containsEntry(
                        "required",
                        List.of("purpose", "word", "colour", "flag", "at", "on", "period", "list", "set", "map"));
    }

    @Test
    void aRecordOfOptionalFieldsRequiresNothing() {
        record Free(Optional<Inner> maybe) {}
        assertThat(schema.ofRecord(Free.class)).doesNotContainKey("required");
    }

    @Test
    void textHasItsBoundsAndItsWholeForm() {
        assertThat(property("word"))
                .isEqualTo(Map.of(
                        "type", "string", "minLength", 2, "maxLength", 4, "pattern", "^(?:[a-z]+)$", "example", "abc"));
        assertThat(property("purpose")).containsEntry("maxLength", 40).containsEntry("type", "string");
    }

    @Test
    void scalarsHaveTheirForms() {
        assertThat(property("colour")).isEqualTo(Map.of("type", "string", "enum", List.of("dark-red", "blue")));
        assertThat(property("flag")).isEqualTo(Map.of("type", "boolean"));
        assertThat(property("at")).isEqualTo(Map.of("type", "string", "format", "date-time"));
        assertThat(property("on")).isEqualTo(Map.of("type", "string", "format", "date"));
        assertThat(property("period")).containsEntry("format", "duration");
        assertThat(schema.ofRecord(Inner.class))
                .containsEntry("properties", Map.of("count", Map.of("type", "integer", "minimum", 1)));
    }

    @Test
    void collectionsHaveTheirBounds() {
        assertThat(property("list"))
                .isEqualTo(Map.of("type", "array", "items", Map.of("$ref", "#/Inner"), "minItems", 1, "maxItems", 2));
        assertThat(property("set")).containsEntry("uniqueItems", true).containsEntry("maxItems", 3);
        assertThat(property("map"))
                .containsEntry("additionalProperties", Map.of("$ref", "#/Inner"))
                .containsEntry("minProperties", 0)
                .containsEntry("maxProperties", 9)
                .containsKey("propertyNames");
    }

    @Test
    void anOptionalFieldIsDescribedAsWhatItMayHold() {
        assertThat(property("maybe")).isEqualTo(Map.of("$ref", "#/Inner"));
    }

    @SuppressWarnings("unchecked") // An object's properties are schemas.
    private Map<String, Map<String, Object>> properties() {
        return (Map<String, Map<String, Object>>) outer.getOrDefault("properties", Map.of());
    }

    private Map<String, Object> property(String name) {
        return properties().getOrDefault(name, Map.of());
    }
}
