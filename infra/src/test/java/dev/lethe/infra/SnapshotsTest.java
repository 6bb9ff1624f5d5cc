package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is deployed changes only where somebody sees it in review. To write the templates anew: {@code mvn test -pl
 * functions,infra -Dtest=SnapshotsTest -Dsurefire.failIfNoSpecifiedTests=false -Dlethe.write=true}.
 */
class SnapshotsTest {
    private static final Path COMMITTED = Project.ROOT.resolve("infra/src/test/resources/templates");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int SHOWN_MAX = 40;

    @ParameterizedTest
    @ValueSource(strings = {"first-epoch", "keys", "memory", "people", "service", "watch", "operator"})
    void theTemplateIsAsItWasReviewed(String stack) throws IOException {
        var file = COMMITTED.resolve(stack + ".json");
        var made = masked(Synthesized.templates().stack(stack));
        if (Boolean.getBoolean("lethe.write")) {
            Files.createDirectories(COMMITTED);
            Files.writeString(file, written(made));
        }
        assertThat(changes(JSON.readTree(file.toFile()), made))
                .as("changes of %s (-Dlethe.write=true writes it anew)", stack)
                .isEmpty();
    }

    @Test
    void everyChangeIsShownByItsPlace() {
        var before = JSON.createObjectNode();
        before.putObject("Resources")
                .putObject("A")
                .put("Type", "T")
                .putArray("List")
                .add(1)
                .add(2);
        var after = before.deepCopy();
        ((ObjectNode) after.path("Resources").path("A"))
                .put("Type", "U")
                .putArray("List")
                .add(1);
        assertThat(changes(before, before)).isEmpty();
        assertThat(changes(before, after))
                .containsExactly("- /Resources/A/List/1 = 2", "- /Resources/A/Type = T", "+ /Resources/A/Type = U");
    }

    @Test
    void whatChangesWithEveryLineOfCodeIsMasked() {
        var tree = JSON.createObjectNode();
        tree.put("S3Key", "a".repeat(64) + ".zip");
        tree.putObject("SiteFunctionCurrentVersion0A1B2C3D" + "0123456789abcdef".repeat(2));
        assertThat(masked(tree).toString())
                .isEqualTo("{\"S3Key\":\"ASSET.zip\",\"SiteFunctionCurrentVersionHASH\":{}}");
    }

    private static List<String> changes(JsonNode before, JsonNode after) {
        var old = new TreeMap<String, String>();
        var now = new TreeMap<String, String>();
        flatten("", before, old);
        flatten("", after, now);
        var places = new TreeSet<>(old.keySet());
        places.addAll(now.keySet());
        var changes = new ArrayList<String>();
        for (var place : places) {
            var was = old.get(place);
            var is = now.get(place);
            if (was != null && !was.equals(is)) {
                changes.add("- " + place + " = " + was);
            }
            if (is != null && !is.equals(was)) {
                changes.add("+ " + place + " = " + is);
            }
        }
        return changes.size() > SHOWN_MAX ? changes.subList(0, SHOWN_MAX) : changes;
    }

    private static void flatten(String place, JsonNode tree, Map<String, String> into) {
        if (tree.isValueNode()) {
            into.put(place, tree.asText());
        }
        tree.properties().forEach(field -> flatten(place + "/" + field.getKey(), field.getValue(), into));
        if (tree.isArray()) {
            for (var i = 0; i < tree.size(); i++) {
                flatten(place + "/" + i, tree.path(i), into);
            }
        }
    }

    private static JsonNode masked(JsonNode template) {
        try {
            return JSON.readTree(template.toString()
                    .replaceAll("[0-9a-f]{64}", "ASSET")
                    .replaceAll("(FunctionCurrentVersion)[0-9A-F]{8}[0-9a-f]{32}", "$1HASH"));
        } catch (IOException e) {
            throw new AssertionError("a template is JSON", e);
        }
    }

    private static String written(JsonNode tree) throws IOException {
        var lines = new DefaultPrettyPrinter();
        lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        lines.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(lines).writeValueAsString(JSON.treeToValue(tree, Object.class)) + "\n";
    }
}
