package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.Project;
import org.junit.jupiter.api.Test;

/**
 * What is generated from the routes and their contracts is what is committed. To write it anew: {@code mvn test -pl functions
 * -Dtest=GeneratedDocumentsTest -Dlethe.write=true}.
 */
class GeneratedDocumentsTest {
    private static final String BEGIN = "<!-- routes: generated -->\n";
    private static final String END = "<!-- routes: end -->";

    private final OpenApi api = new OpenApi(Nowhere.suite());

    @Test
    void openapiIsWhatTheRoutesAndRecordsSay() {
        var generated = api.json();
        assertThat(Project.committed("functions/src/main/resources/openapi.json", generated))
                .isEqualTo(generated);
    }

    @Test
    void theReadmesRouteTableIsWhatTheRoutesSay() {
        var readme = Project.read("README.md");
        var before = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length());
        var after = readme.substring(readme.indexOf(END));
        var generated = before + api.table() + after;
        assertThat(Project.committed("README.md", generated)).isEqualTo(generated);
    }
}
