package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.regime.Place;
import java.util.Optional;

/**
 * How many people of one place are affected.
 *
 * @param place where they live; absent where nobody knows
 * @param persons absent where nobody knows yet
 * @param exactness {@code exact} where it is absent
 * @param minors how many of them are known to be minors
 */
public record Affected(
        Optional<Place> place, Optional<Integer> persons, Optional<Exactness> exactness, Optional<Integer> minors) {

    /** How a number is meant. */
    public enum Exactness {
        EXACT,
        AT_LEAST,
        AT_MOST,
        /** May be wrong by a factor of two. */
        ESTIMATE
    }

    public Affected {
        if (persons.isEmpty() && exactness.isPresent()) {
            throw new Malformed("/exactness", "is about a number of persons, and there is none");
        }
        if (minors.isPresent() && persons.filter(all -> all < minors.get()).isPresent()) {
            throw new Malformed("/minors", "must not be more than there are persons");
        }
    }
}
