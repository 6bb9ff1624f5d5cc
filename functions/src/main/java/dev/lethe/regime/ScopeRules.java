package dev.lethe.regime;

import dev.lethe.regime.Regime.Scope;
import dev.lethe.regime.Regime.Tie;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which regimes apply to somebody. Pure. What is not known is taken as what brings most of them in. */
final class ScopeRules {

    /** Why a regime applies. */
    enum Ground {
        RESIDENCE("they live there"),
        REGION_UNKNOWN("they live in that country, and in which part is not known"),
        RESIDENCE_UNKNOWN("where they live is not known"),
        ESTABLISHMENT("the controller is established there");

        private final String says;

        Ground(String says) {
            this.says = says;
        }

        String says() {
            return says;
        }
    }

    /** The regimes that apply, each with why. */
    static Map<String, Ground> applicable(Map<String, Scope> scopes, Situation situation) {
        var applicable = new LinkedHashMap<String, Ground>();
        scopes.forEach((id, scope) -> ground(scope, situation).ifPresent(why -> applicable.put(id, why)));
        return applicable;
    }

    private static Optional<Ground> ground(Scope scope, Situation situation) {
        // Duties to children are duties to those who are known to be: an age that nobody knows is asked for elsewhere.
        if (scope.belowAge()
                .filter(below -> situation.age().filter(age -> age < below).isEmpty())
                .isPresent()) {
            return Optional.empty();
        }
        if (scope.by().contains(Tie.RESIDENCE)) {
            if (situation.residence().isEmpty()) {
                return Optional.of(Ground.RESIDENCE_UNKNOWN);
            }
            var residence = situation.residence().get();
            if (reaches(scope.territory(), residence)) {
                return Optional.of(Ground.RESIDENCE);
            }
            if (scope.territory().stream().anyMatch(place -> place.isIn(residence))) {
                return Optional.of(Ground.REGION_UNKNOWN);
            }
        }
        return scope.by().contains(Tie.ESTABLISHMENT)
                        && situation.establishments().stream().anyMatch(place -> reaches(scope.territory(), place))
                ? Optional.of(Ground.ESTABLISHMENT)
                : Optional.empty();
    }

    /** Whether a place is in one of a territory's. */
    static boolean reaches(Collection<Place> territory, Place place) {
        return territory.stream().anyMatch(place::isIn);
    }

    private ScopeRules() {}
}
