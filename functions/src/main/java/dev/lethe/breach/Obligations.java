package dev.lethe.breach;

import dev.lethe.regime.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the law wants told of a breach.
 *
 * @param all the earliest due first
 * @param risk the one that was gone by
 * @param silent regimes that apply, and by which nobody is to be told
 * @param uncovered places where people live whose law is not known here: there may be duties that are not told
 */
public record Obligations(
        List<Obligation> all,
        Risk risk,
        Optional<Severity> severity,
        boolean provisional,
        List<Silent> silent,
        Set<Place> uncovered) {

    /** A regime that applies, and why nobody is to be told by it. */
    public record Silent(String regime, Why why) {

        /** Why. */
        public enum Why {
            NO_RULE("it has no rule for this role"),
            NOT_IN_FORCE("its rules are not in force on that day");

            private final String says;

            Why(String says) {
                this.says = says;
            }

            public String says() {
                return says;
            }
        }
    }
}
