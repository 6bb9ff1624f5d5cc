package dev.lethe.regime;

import dev.lethe.regime.Regime.Scope;
import dev.lethe.regime.Regime.Tie;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which regimes apply to somebody. Pure. What is not known is taken as what brings most of them in. */
final class ScopeRules {

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
        var residence = situation.residence();
        var protectsResidents = scope.by().contains(Tie.RESIDENCE);
        if (protectsResidents
                && residence.filter(place -> reaches(scope.territory(), place)).isPresent()) {
            return Optional.of(Ground.RESIDENCE);
        }
        if (scope.by().contains(Tie.ESTABLISHMENT)
                && situation.establishments().stream().anyMatch(place -> reaches(scope.territory(), place))) {
            return Optional.of(Ground.ESTABLISHMENT);
        }
        if (!protectsResidents) {
            return Optional.empty();
        }
        return residence.isEmpty()
                ? Optional.of(Ground.RESIDENCE_UNKNOWN)
                : residence
                        .filter(place -> scope.territory().stream().anyMatch(part -> part.isIn(place)))
                        .map(_ -> Ground.REGION_UNKNOWN);
    }

    /** Whether a place is in one of a territory's. */
    static boolean reaches(Collection<Place> territory, Place place) {
        return territory.stream().anyMatch(place::isIn);
    }

    private ScopeRules() {}
}
