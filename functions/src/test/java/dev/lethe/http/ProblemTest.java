package dev.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.Project;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @EnumSource
    void isExplainedAtItsOwnType(Problem problem) {
        assertThat(Project.read("docs" + problem.type() + ".md").lines())
                .startsWith("# " + problem.title(), "", "`" + problem.type() + "` · status " + problem.status(), "")
                .contains("## What it means", "## What to do");
    }

    @Test
    void nothingElseIsExplained() {
        assertThat(Project.files("docs/problems", "").stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.values())
                        .map(problem -> problem.slug() + ".md")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void isAnErrorWithAFixedTitle(Problem problem) {
        assertThat(problem.status()).isBetween(400, 599);
        assertThat(problem.title()).matches("[A-Z][A-Za-z,;' ]+");
        assertThat(problem.type()).matches("/problems/[a-z]+(-[a-z]+)*");
    }
}
