package dev.lethe.regime;

import dev.lethe.kernel.Items;
import java.util.Optional;
import java.util.Set;

/**
 * What spares telling of a breach.
 *
 * @param measures who need not be told where later measures have taken the high risk away
 * @param disproportionate whether the public may be told in place of each single person, where that would be too much
 * @param circumstances any of these spares telling anybody, but who is told of that very circumstance
 */
public record BreachExemption(
        Encryption encryption,
        @Items(max = 4) Optional<Set<Recipient>> measures,
        Optional<Boolean> disproportionate,
        @Items(max = 4) Optional<Set<Circumstance>> circumstances) {

    /** What it does that the data were encrypted, and that nobody has the keys who should not. */
    public enum Encryption {
        NONE,
        /** It is weighed with the rest of the risk, and spares nothing by itself. */
        FACTOR,
        INDIVIDUALS_ONLY,
        /** It is no breach that anybody has to be told of. */
        SAFE_HARBOUR
    }
}
