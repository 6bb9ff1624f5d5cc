package dev.lethe.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.Project;
import dev.lethe.http.Json;
import dev.lethe.http.Schema;
import dev.lethe.http.Shape;
import dev.lethe.regime.Regime.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The index of the regimes' files, their schemas and their page are what the files and records say. To write them anew:
 * {@code mvn test -pl functions -Dtest=RegimeFilesTest -Dlethe.write=true}.
 */
class RegimeFilesTest {
    private static final String DIRECTORY = "functions/src/main/resources/regime";

    @Test
    void theIndexIsWhatTheFilesSay() {
        var regimes = new LinkedHashMap<String, Scope>();
        names("")
                .filter(name -> !name.equals("index"))
                .forEach(id ->
                        regimes.put(id, Shape.of(Regime.class).read(json(id)).scope()));
        var calendars = new LinkedHashMap<String, String>();
        names("calendars")
                .forEach(code -> calendars.put(
                        code,
                        Shape.of(HolidayCalendar.class)
                                .read(json("calendars/" + code))
                                .zone()));
        var index = new Regimes.Index(regimes, names("tables").toList(), calendars);
        assertCommitted(DIRECTORY + "/index.json", Shape.tree(index));
        assertThat(regimes).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(classes = {Regime.class, FactTable.class, HolidayCalendar.class})
    void theSchemasAreWhatTheRecordsSay(Class<? extends Record> type) {
        assertCommitted(DIRECTORY + "/schema/" + type.getSimpleName() + ".schema.json", schema(type));
    }

    @Test
    void thePageIsWhatTheFilesSay() {
        var generated = new RegimesPage(new Regimes()).text();
        assertThat(Project.committed("docs/REGIMES.md", generated)).isEqualTo(generated);
    }

    private static void assertCommitted(String file, Object tree) {
        var generated = new String(Json.writePretty(tree), StandardCharsets.UTF_8) + "\n";
        assertThat(Project.committed(file, generated)).isEqualTo(generated);
    }

    /** The names of the files in a directory, without those of the directories in it. */
    private static Stream<String> names(String directory) {
        var below = Project.ROOT.resolve(DIRECTORY).resolve(directory);
        return Project.files(DIRECTORY + "/" + directory, ".json").stream()
                .filter(file -> below.normalize().equals(file.getParent()))
                .map(Path::getFileName)
                .map(name -> name.toString().replace(".json", ""));
    }

    private static Object json(String name) {
        return Json.read(Project.read(DIRECTORY + "/" + name + ".json").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static Map<String, Object> schema(Class<? extends Record> type) {
        var definitions = new TreeMap<String, Object>();
        var schemas = new Schema[1];
        schemas[0] = new Schema(of -> {
            if (definitions.putIfAbsent(of.getSimpleName(), Map.of()) == null) {
                definitions.put(of.getSimpleName(), schemas[0].ofRecord(of.asSubclass(Record.class)));
            }
            return "#/$defs/" + of.getSimpleName();
        });
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.getSimpleName());
        schema.putAll(schemas[0].ofRecord(type));
        schema.put("$defs", definitions);
        return schema;
    }
}
