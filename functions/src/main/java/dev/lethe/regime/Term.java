package dev.lethe.regime;

import dev.lethe.kernel.Text;
import java.util.Optional;

/**
 * One period that a fact sets.
 *
 * @param name which of the fact's periods: {@code due} for the usual one
 * @param clock how it is counted: an id of the table of clocks, without its prefix
 * @param clockAssumed the fact names no clock, and this one is taken
 * @param start what it runs from
 * @param adds what an extension adds to what it extends; {@code length} is the whole, counted from the same start
 * @param saferBy how much earlier another reading of the text ends
 * @param after the term of the same fact from whose end this one runs
 * @param when what has to be so for it to apply
 * @param only the same, where the suite computes with it
 * @param insteadOf the term of the same fact whose place it takes where it applies
 * @param outer whether it is the far end of a range, to be told and not to be kept to
 */
public record Term(
        @Text(max = 40, form = "[a-z_]+") String name,
        Length length,
        Bound bound,
        @Text(max = 40, form = "[A-Z0-9_]+") String clock,
        Optional<Boolean> clockAssumed,

        @Text(max = 80) Optional<String> start,

        Optional<Length> adds,
        Optional<Length> saferBy,

        @Text(max = 40, form = "[a-z_]+") Optional<String> after,

        @Text(max = 80) Optional<String> when,

        Optional<Circumstance> only,

        @Text(max = 40, form = "[a-z_]+") Optional<String> insteadOf,

        Optional<Boolean> outer) {

    public Term {
        if (bound == Bound.BEFORE && !length.isHours()) {
            throw new IllegalArgumentException("only hours are counted back");
        }
        if (saferBy.stream().anyMatch(by -> by.unit() != Length.Unit.DAYS)) {
            throw new IllegalArgumentException("a reading is earlier by days");
        }
    }

    /** The usual period of a fact. */
    public static final String DUE = "due";

    /** What has to be so for it to apply, in words. */
    public Optional<String> condition() {
        return when.or(() -> only.map(Circumstance::says));
    }

    /** On which side of its end one has to be. */
    public enum Bound {
        /** To be done by the end. Earlier is safer. */
        AT_MOST,
        /** To be kept up until the end. Later is safer. */
        AT_LEAST,
        /** To be done so long before the event. Earlier is safer. */
        BEFORE
    }
}
