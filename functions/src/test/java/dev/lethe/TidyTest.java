package dev.lethe;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.lethe.http.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The project's files are tidy, and each check is able to find what it looks for. To write the limits anew: {@code mvn test
 * -pl functions -Dtest=TidyTest -Dlethe.write=true}.
 */
class TidyTest {
    private static final String BEGIN = "<!-- limits: generated -->\n";
    private static final String END = "<!-- limits: end -->";
    private static final int JAVA_FILES_MIN = 250;

    @Test
    void javaIsFormatted() {
        assertThat(java()).hasSizeGreaterThan(JAVA_FILES_MIN);
        assertThat(wrong(java(), Tidy::misformatted)).isEmpty();
    }

    @Test
    void whatIsNotFormattedIsFound() {
        assertThat(Tidy.misformatted("A.java", "class A {}\n")).isEmpty();
        assertThat(Tidy.misformatted("A.java", "class A { }\n")).containsExactly("A.java: run mvn spotless:apply");
        assertThat(Tidy.misformatted("A.java", "import java.util.List;\n\nclass A {}\n"))
                .hasSize(1);
        assertThat(Tidy.misformatted("A.java", "class {"))
                .singleElement()
                .asString()
                .contains("cannot");
    }

    @Test
    void noClassIsLong() {
        assertThat(wrong(java(), Tidy::tooLong)).isEmpty();
    }

    @Test
    void aLongClassIsFound() {
        assertThat(Tidy.tooLong("A.java", "\n".repeat(Tidy.LINES_MAX))).isEmpty();
        assertThat(Tidy.tooLong("A.java", "\n".repeat(Tidy.LINES_MAX + 1))).containsExactly("A.java: 401 lines");
    }

    @Test
    void nothingIsLeftLying() {
        assertThat(wrong(texts(), Tidy::untidy)).isEmpty();
    }

    @Test
    void whatIsLeftLyingIsFound() {
        assertThat(Tidy.untidy("a", "a method, well done\n")).isEmpty();
        assertThat(Tidy.untidy("a", "fine\n// TO" + "DO\n")).containsExactly("a:2: an unfinished mark");
        assertThat(Tidy.untidy("a", "FIX" + "ME: soon")).containsExactly("a:1: an unfinished mark");
        assertThat(Tidy.untidy("a", "X" + "XX")).containsExactly("a:1: an unfinished mark");
        assertThat(Tidy.untidy("a", "one\ttwo")).containsExactly("a:1: a tab");
        assertThat(Tidy.untidy("a", "one \ntwo")).containsExactly("a:1: a trailing blank");
    }

    @Test
    void nothingIsBoundToOneMachine() {
        assertThat(wrong(texts(), Tidy::bound)).isEmpty();
    }

    @Test
    void whatIsBoundToOneMachineIsFound() {
        assertThat(Tidy.bound("a", "see docs/wo" + "rk/a.md and https://example.com/ro" + "ot/"))
                .isEmpty();
        assertThat(Tidy.bound("a", "cd /wo" + "rk/lethe")).containsExactly("a:1: a path of one machine");
        assertThat(Tidy.bound("a", "\n\"/ro" + "ot/.m2\"")).containsExactly("a:2: a path of one machine");
        assertThat(Stream.of("repo.maven.apache", "repo1.maven", "registry.npmjs")
                        .map(host -> Tidy.bound("a", "https://" + host + ".org/x")))
                .allSatisfy(
                        found -> assertThat(found).singleElement().asString().contains("a registry"));
    }

    @Test
    void linksLeadSomewhere() {
        assertThat(Project.files("", ".md").stream()
                        .flatMap(file -> Tidy.deadLinks(file, Project.read(file.toString())).stream()))
                .isEmpty();
    }

    @Test
    void aLinkToNowhereIsFound() {
        var file = Project.ROOT.resolve("docs/ARCHITECTURE.md");
        assertThat(Tidy.deadLinks(file, "[a](../README.md#what) [b](#here) [c](https://example.com/c)"))
                .isEmpty();
        assertThat(Tidy.deadLinks(file, "[a](README.md) ![b](<no/b.png>)"))
                .containsExactly(
                        "docs/ARCHITECTURE.md: README.md is not there", "docs/ARCHITECTURE.md: no/b.png is not there");
    }

    @Test
    void suppressionsSayWhy() {
        assertThat(wrong(java(), Tidy::unexplained)).isEmpty();
    }

    @Test
    void aSuppressionWithoutAReasonIsFound() {
        assertThat(Tidy.unexplained("A.java", "@SuppressWarnings(\"unchecked\") // Checked above."))
                .isEmpty();
        assertThat(Tidy.unexplained("A.java", "\n" + "@SuppressWarnings(\"unchecked\")"))
                .containsExactly("A.java:2: a suppression without a reason");
        assertThat(Tidy.unexplained("A.java", "@SuppressWarnings({\"a\", \"b\"}) //"))
                .hasSize(1);
    }

    @Test
    void problemsAreDocumented() {
        assertThat(Tidy.undocumented(Project.files("docs/problems", ".md").stream()
                        .collect(toMap(file -> file.getFileName().toString(), file -> Project.read(file.toString())))))
                .isEmpty();
    }

    @Test
    void aProblemWithoutItsPageIsFound() {
        var pages = new HashMap<>(Arrays.stream(Problem.values())
                .collect(toMap(problem -> problem.slug() + ".md", problem -> "# " + problem.title() + "\n")));
        assertThat(Tidy.undocumented(pages)).isEmpty();
        pages.remove("broken.md");
        pages.put("malformed.md", "# Something else\n");
        pages.put("invented.md", "# Invented\n");
        assertThat(Tidy.undocumented(pages))
                .containsExactlyInAnyOrder(
                        "BROKEN: no page broken.md",
                        "MALFORMED: its page does not begin with its title",
                        "invented.md: there is no such problem");
    }

    @Test
    void sampleEventsSayWhatIsExpected() {
        var events =
                Files.isDirectory(Project.ROOT.resolve("events")) ? Project.files("events", ".json") : List.<Path>of();
        assertThat(Tidy.unexpected(events.stream().map(Tidy::name).toList())).isEmpty();
    }

    @Test
    void anEventOfWhichNothingIsExpectedIsFound() {
        assertThat(Tidy.unexpected(List.of("a.json", "a.expected.json"))).isEmpty();
        assertThat(Tidy.unexpected(List.of("a.json", "b.expected.json")))
                .containsExactly("a.expected.json is not there", "b.json is not there");
    }

    @Test
    void limitsAreWhatTheCodeSays() {
        var classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.lethe");
        var limits = Project.read("docs/LIMITS.md");
        var before = limits.substring(0, limits.indexOf(BEGIN) + BEGIN.length());
        var after = limits.substring(limits.indexOf(END));
        var generated = before + Limits.table(classes) + after;
        assertThat(Project.committed("docs/LIMITS.md", generated)).isEqualTo(generated);
    }

    @Test
    void limitsOfEveryKindAreWritten() {
        assertThat(Limits.table(new ClassFileImporter().importClasses(Sample.class)))
                .isEqualTo("""
                    | where | limit | value |
                    |---|---|---|
                    | `Sample` | `AGE_MAX` | 1 day 12 hours |
                    | `Sample` | `BYTES_MAX` | 5,000,000,000 |
                    | `Sample` | `KEPT_MAX` | 10 years 1 month |
                    | `Sample` | `MAX` | 1,024 |
                    """);
        assertThat(Limits.readable(Duration.ofMillis(90_500))).isEqualTo("1 minute 30 seconds 500 milliseconds");
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.readable("many"));
    }

    static final class Sample {
        static final int MAX = 1_024;
        static final long BYTES_MAX = 5_000_000_000L;
        static final Duration AGE_MAX = Duration.ofHours(36);
        static final Period KEPT_MAX = Period.of(10, 1, 0);
        static final int CLIMAX = 1;
        static final int MAX_IS_NOT_LAST = 1;

        private Sample() {}
    }

    private static List<Path> java() {
        return Stream.of("functions", "local", "bench", "infra")
                .flatMap(module -> Project.files(module, ".java").stream())
                .toList();
    }

    /** Every file that somebody reads or edits. */
    private static List<Path> texts() {
        return Stream.of(".java", ".md", ".xml", ".sh", ".json", "lethe")
                .flatMap(ending -> Project.files("", ending).stream())
                .filter(file -> file.getFileName().toString().contains(".")
                        || file.getFileName().toString().equals("lethe"))
                .toList();
    }

    private static List<String> wrong(List<Path> files, BiFunction<String, String, List<String>> check) {
        return files.parallelStream()
                .flatMap(file -> check.apply(Tidy.name(file), Project.read(file.toString())).stream())
                .toList();
    }
}
