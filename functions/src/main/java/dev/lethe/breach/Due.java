package dev.lethe.breach;

import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadline.Caveat;
import dev.lethe.regime.Term;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * By when somebody has to be told.
 *
 * @param term the period that is counted; absent where it is the moment at which others were told
 * @param from what it runs from
 * @param until its end by the rule's own clock, where the authority is
 * @param safer the end to keep to, never later
 * @param reading how the text is read to get there
 */
public record Due(
        Optional<Term> term,
        Instant from,
        OffsetDateTime until,
        OffsetDateTime safer,
        By reading,
        List<Caveat> caveats) {

    /** Not before this moment; the zone stays what it was. */
    Due notBefore(Instant moment) {
        return new Due(term, from, later(until, moment), later(safer, moment), reading, caveats);
    }

    private static OffsetDateTime later(OffsetDateTime end, Instant moment) {
        return end.toInstant().isBefore(moment) ? moment.atOffset(end.getOffset()) : end;
    }
}
