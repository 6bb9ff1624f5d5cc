package dev.lethe.consent;

import dev.lethe.regime.Place;
import dev.lethe.regime.Situation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be known about a person to say which law protects them, and no more.
 *
 * @param ageSaidAt when their age was last said
 */
public record Circumstances(Optional<Place> residence, Optional<AgeBand> ageBand, Optional<Instant> ageSaidAt) {
    /** Nothing is known. */
    public static final Circumstances UNKNOWN = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());

    /** What is said now, and of what is not said now what was said before. */
    public Circumstances with(Optional<Place> place, Optional<AgeBand> band, Instant now) {
        return new Circumstances(
                place.or(this::residence),
                band.or(this::ageBand),
                band.isPresent() && !band.equals(ageBand) ? Optional.of(now) : ageSaidAt);
    }

    /** Whether somebody of these may be of an age. */
    public boolean allow(AgeBand band, Instant now) {
        return ageBand.isEmpty() || ageSaidAt.isEmpty() || band.mayFollow(ageBand.get(), ageSaidAt.get(), now);
    }

    /** Whether they are known to be under age. */
    public boolean isMinor() {
        return ageBand.filter(AgeBand::isMinor).isPresent();
    }

    /** Who they are to the law, where who holds their data is established in these places. */
    Situation situation(Set<Place> establishments) {
        return new Situation(residence, ageBand.map(AgeBand::years), establishments);
    }
}
