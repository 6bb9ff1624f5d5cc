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

    /** Whether it is known of a place that its law may apply. */
    public boolean hasPlace() {
        return residence.isPresent() || !establishments.isEmpty();
    }

    /** Whether they are known to be under age. */
    public boolean isMinor() {
        return age.filter(years -> years < OF_AGE).isPresent();
    }

    /** Whether they are known to be of age. */
    public boolean isAdult() {
        return age.filter(years -> years >= OF_AGE).isPresent();
    }
}
