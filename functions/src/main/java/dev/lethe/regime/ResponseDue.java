package dev.lethe.regime;

import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadline.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * By when a request has to be answered, and why then.
 *
 * @param rule the id of the fact that sets the period
 * @param reading how it was read; empty where that was not kept
 * @param because why that law applies; empty where nobody knows which does, and this one is taken
 */
public record ResponseDue(Instant at, String rule, Optional<By> reading, Optional<Ground> because) {

    static ResponseDue of(Fact fact, Reading reading, Optional<Ground> because) {
        return new ResponseDue(reading.until().toInstant(), fact.id(), Optional.of(reading.by()), because);
    }
}
