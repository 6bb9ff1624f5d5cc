package dev.lethe.regime;

import dev.lethe.regime.DeadlineRules.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** By when a person's request has to be answered, under one rule of law, wherever they are. */
public record ResponseRule(Fact fact, Term term, Clock clock) {

    /** By the last instant of the period that is safe in any time zone, without a pause, and on no calendar's word. */
    public ResponseDue due(Instant receivedAt) {
        var asked = new Asked(
                new Beginning.Moment(receivedAt), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        return ResponseDue.of(
                fact, DeadlineRules.deadline(fact, term, clock, asked).safer(), Optional.empty());
    }
}
