package dev.lethe.regime;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What several regimes answer to one question.
 *
 * @param best the strictest answer, unless none of them has any
 * @param all every answer, the strictest first
 */
public record Strictest<A>(Optional<Finding<A>> best, List<Finding<A>> all) {

    /** What one fact answers, and why its regime is asked. */
    public record Finding<A>(A answer, String regime, Ground because, Fact fact) {

        /** Why this is the answer, as a sentence. */
        public String reason() {
            return regime + ": " + because.says() + "; " + fact.id() + " (" + fact.basis() + ", "
                    + fact.confidence().name().toLowerCase(Locale.ROOT) + "): " + fact.rule();
        }
    }

    /** Of answers as strict as each other, the better checked one comes first. */
    static <A> Strictest<A> of(List<Finding<A>> findings, Comparator<A> strictestFirst) {
        var all = findings.stream()
                .sorted(Comparator.comparing((Finding<A> finding) -> finding.answer(), strictestFirst)
                        .thenComparing(finding -> finding.fact().confidence())
                        .thenComparing(finding -> finding.fact().id()))
                .toList();
        return new Strictest<>(all.stream().findFirst(), all);
    }
}
