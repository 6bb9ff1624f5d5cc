package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * Decides what other systems are told of decisions: that a permission ended, or that an objection to it was overruled. Nobody has to
 * be told of a yes, or of a no to what was never allowed. Pure.
 */
final class EventRules {

    /** One event for each kind of end, about all purposes that ended so. */
    static List<Event> of(SubjectFile read, Standing next, List<ConsentReceipt> receipts) {
        var told = new EnumMap<EventType, List<ConsentReceipt>>(EventType.class);
        for (var receipt : receipts) {
            type(receipt.decision()).ifPresent(type -> told.computeIfAbsent(type, _ -> new ArrayList<>())
                    .add(receipt));
        }
        return told.entrySet().stream()
                .map(of -> new Event(of.getKey(), decided(read, next, of.getValue())))
                .toList();
    }

    private static Fact decided(SubjectFile read, Standing next, List<ConsentReceipt> receipts) {
        var first = receipts.getFirst();
        return new Fact.Decided(
                EventId.of(first.id()),
                read.tenant(),
                read.subject(),
                Math.toIntExact(next.revision()),
                first.decidedAt(),
                receipts.stream().map(ConsentReceipt::purpose).toList(),
                receipts.stream().map(ConsentReceipt::id).toList());
    }

    private static Optional<EventType> type(Decision decision) {
        return switch (decision) {
            case WITHDRAWN -> Optional.of(EventType.CONSENT_WITHDRAWN);
            case OBJECTED -> Optional.of(EventType.PROCESSING_OBJECTED);
            case OPTED_OUT -> Optional.of(EventType.OPTED_OUT);
            case OVERRULED -> Optional.of(EventType.OBJECTION_OVERRULED);
            case GRANTED, REFUSED -> Optional.empty();
        };
    }

    private EventRules() {}
}
