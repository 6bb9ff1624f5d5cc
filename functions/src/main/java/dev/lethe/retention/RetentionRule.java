package dev.lethe.retention;

import dev.lethe.http.Malformed;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import dev.lethe.notice.Terms;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long data of one category is kept for one purpose.
 *
 * @param category as notices name it, such as {@code message-text}
 * @param regimes whose people it is about; everybody where absent
 * @param keep 1 day to 10 years from when it was taken in
 * @param reasons why as long as that, in words, by language
 * @param action what becomes of it then; it is deleted where nothing is said
 */
public record RetentionRule(
        Purpose purpose,

        @Text(max = 40, form = "[a-z][a-z0-9-]*", example = "message-text")
        String category,

        @Items(max = 30) @Text(max = 40, form = "[a-z][a-z0-9_]+", example = "eu_gdpr")
        Optional<Set<String>> regimes,

        Period keep,

        @Items(max = 30) @Text(max = 400, example = "Until what was asked for can no longer be disputed")
        Map<LanguageTag, String> reasons,

        Optional<Action> action) {
    /** What notices call what is said in a chat: the only data that there is anything to count of. */
    public static final String TEXT = "message-text";

    /** What becomes of data when their time is over. */
    public enum Action {
        DELETE,
        /** They are deleted; what is kept are words that many people used, and how many. */
        ANONYMISE
    }

    public RetentionRule {
        if (action.filter(Action.ANONYMISE::equals).isPresent() && !category.equals(TEXT)) {
            throw new Malformed("/action", "is only of " + TEXT);
        }
        if (!Terms.keepable(keep)) {
            throw new Malformed("/keep", "must be 1 day to 10 years");
        }
    }

    /** Whether it is about data of that kind, of somebody whom these regimes protect. */
    boolean isAbout(Purpose wanted, String of, Set<String> protecting) {
        return purpose.equals(wanted)
                && category.equals(of)
                && regimes.map(named -> named.stream().anyMatch(protecting::contains))
                        .orElse(true);
    }

    /** Whether something is kept of it, without whom. */
    boolean anonymises() {
        return action.filter(Action.ANONYMISE::equals).isPresent();
    }

    /** Whether both speak about the same data of the same people. */
    boolean overlaps(RetentionRule other) {
        return purpose.equals(other.purpose) && category.equals(other.category) && regimes.equals(other.regimes);
    }
}
