package dev.lethe.hold;

import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A hold as officers are told it.
 *
 * @param overdue whether its review should have been by now
 * @param held how many messages are copied
 * @param unopenable how many could not be, since their seal did not hold
 * @param reference which matter it is for; only where one hold was asked for, and gone once that is released
 */
public record HoldView(
        HoldId hold,
        Hold.State status,
        SubjectId subject,
        Optional<ConversationId> conversation,
        Instant placedAt,
        LocalDate reviewOn,
        boolean overdue,
        long held,
        long unopenable,
        Optional<String> reference,
        Optional<Instant> releasedAt) {

    static HoldView of(Hold hold, Optional<String> reference, Instant now) {
        return new HoldView(
                hold.id(),
                hold.state(),
                hold.subject(),
                hold.conversation(),
                hold.placedAt(),
                hold.reviewOn(),
                HoldRules.overdue(hold, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                hold.held(),
                hold.unopenable(),
                reference,
                hold.releasedAt());
    }

    @Override
    public String toString() {
        return "HoldView[" + hold + ", " + status + "]";
    }
}
