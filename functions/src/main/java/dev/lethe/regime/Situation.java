package dev.lethe.regime;

import java.util.Optional;
import java.util.Set;

/**
 * Who somebody is to the law, and who holds their data.
 *
 * @param residence where they live, as far as it is known
 * @param age in whole years, where it is known
 * @param establishments where the controller is established
 */
public record Situation(Optional<Place> residence, Optional<Integer> age, Set<Place> establishments) {
    private static final int OF_AGE = 18;

    /** Whether they are known to be of age. */
    public boolean isAdult() {
        return age.filter(years -> years >= OF_AGE).isPresent();
    }
}
