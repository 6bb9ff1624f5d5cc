package dev.lethe.local.regime;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas that ship with the regimes say of each file what the suite's own reader says. */
class SchemasTest {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("lethe.root", ".."), "functions/src/main/resources/regime");
    private static final int FILES_MIN = 70;

    private static Schema schema(String of) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(DIRECTORY.resolve("schema/" + of + ".schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> wrong(Schema schema, String text) {
        return schema.validate(text, InputFormat.JSON).stream().map(Object::toString);
    }

    @Test
    void everyFileIsAsItsSchemaSays() throws IOException {
        var regime = schema("Regime");
        var table = schema("FactTable");
        var calendar = schema("HolidayCalendar");
        try (var files = Files.walk(DIRECTORY)) {
            var all = files.map(file -> DIRECTORY.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json") && !name.matches("index.json|schema/.*"))
                    .toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(FILES_MIN);
            for (var name : all) {
                var kind = name.startsWith("tables/") ? table : name.startsWith("calendars/") ? calendar : regime;
                assertThat(wrong(kind, Files.readString(DIRECTORY.resolve(name))))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"confidence\": \"primary\"; \"confidence\": \"certainly\"",
                "\"P1M\"; \"one month\"",
                "\"version\"; \"vision\"",
                "\"EU_1182_MONTHS\"; \"own clock\"",
                "\"bound\": \"at-most\"; \"bound\": \"about\"",
                "\"childAge\": 16; \"childAge\": -16",
                "\"territory\"; \"terrain\"",
            })
    void whatIsWrongIsFound(String part, String by) throws IOException {
        var text = Files.readString(DIRECTORY.resolve("eu_gdpr.json"));
        assertThat(text).contains(part);
        assertThat(wrong(schema("Regime"), text.replace(part, by))).isNotEmpty();
    }
}
