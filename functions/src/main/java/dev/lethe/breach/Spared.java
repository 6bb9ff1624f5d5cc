package dev.lethe.breach;

import dev.lethe.regime.Fact;

/**
 * Why somebody need not be told.
 *
 * @param by the fact that says so
 */
public record Spared(Why why, Fact by) {

    /** What spares it. */
    public enum Why {
        UNINTELLIGIBLE("the data were encrypted, and the keys are safe"),
        RISK_REMOVED("measures since have taken the high risk away"),
        DISPROPORTIONATE("telling each person would take a disproportionate effort: the public is told instead"),
        CIRCUMSTANCE("the law leaves out what happened here");

        private final String says;

        Why(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }
}
