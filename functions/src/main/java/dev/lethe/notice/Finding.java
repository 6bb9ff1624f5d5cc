package dev.lethe.notice;

import dev.lethe.regime.Confidence;
import dev.lethe.regime.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What a notice does not say though a law asks for it, or what somebody should look at.
 *
 * @param where a JSON Pointer into the notice
 * @param what in plain words
 * @param laws each that asks for it
 */
public record Finding(Weight weight, String where, String what, List<Law> laws) {

    /** How much it weighs. */
    public enum Weight {
        /** The law asks for it and it is not there, or forbids what is there. */
        MISSING,
        /** It may be needed: whether it is, only who knows the processing can say. */
        CHECK
    }

    /**
     * A law that asks for it.
     *
     * @param fact its id in the regimes' data, which have its sources; absent where they have no list of what a notice has to say
     * @param basis the provision
     * @param confidence how well its source was checked
     */
    public record Law(String regime, Optional<String> fact, Optional<String> basis, Optional<Confidence> confidence) {
        static Law of(String regime, Fact fact) {
            return new Law(regime, Optional.of(fact.id()), Optional.of(fact.basis()), Optional.of(fact.confidence()));
        }

        /** One of which no more is known than that there is such a law. */
        static Law of(String regime) {
            return new Law(regime, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
