package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What deploys the suite reads what is deployed, and nothing of how it works. */
class OnlyApiTest {
    private static final Pattern OURS = Pattern.compile("dev/lethe/([a-z]+)/");
    private static final int CLASSES_MIN = 20;

    @Test
    void infraKnowsOnlyTheApiOfTheFunctions() throws Exception {
        assertThat(packages(classesOf(Main.class), CLASSES_MIN)).containsExactly("api", "infra");
    }

    @Test
    void whateverElseItKnewWouldBeFound() throws Exception {
        // The tests know how a function reads its environment.
        assertThat(packages(classesOf(OnlyApiTest.class), CLASSES_MIN)).contains("lambda");
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The packages that the classes below a directory name, as their constant pools write them. */
    private static Set<String> packages(Path classes, int min) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(classes)) {
            var all = files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(all).hasSizeGreaterThan(min);
            for (var file : all) {
                OURS.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .results()
                        .forEach(match -> names.add(match.group(1)));
            }
        }
        return names;
    }
}
