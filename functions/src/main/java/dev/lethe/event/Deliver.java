package dev.lethe.event;

import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers the stream of {@code records}: tells other systems what was written for them. In order: the first row that fails ends the
 * batch, which is then delivered again from there, so that what is about one person is never overtaken.
 */
public final class Deliver {

    /**
     * One row, as the stream brings it.
     *
     * @param event absent where the row cannot be read: it fails each time, until it is put aside
     */
    public record Written(String sequenceNumber, Optional<Event> event) {}

    /**
     * What a batch came to.
     *
     * @param retry the sequence number from which it is to be delivered again
     */
    public record Report(int delivered, Optional<String> retry) {}

    private final Bus bus;

    public Deliver(Bus bus) {
        this.bus = bus;
    }

    /** Sends everything, as far as it goes. What was sent before is sent again, under the same id. */
    public Report deliver(List<Written> rows) {
        var delivered = 0;
        for (var call : calls(rows)) {
            var taken = taken(call);
            delivered += taken;
            if (taken < call.size()) {
                return new Report(delivered, Optional.of(call.get(taken).sequenceNumber));
            }
        }
        return new Report(delivered, Optional.empty());
    }

    /** A call to the bus may fail at one event and take the next: so none has two about the same person. */
    private static List<List<Written>> calls(List<Written> rows) {
        var calls = new ArrayList<List<Written>>();
        var call = new ArrayList<Written>();
        Set<SubjectId> people = new HashSet<>();
        for (var row : rows) {
            var person = row.event.flatMap(event -> event.fact().person());
            var again = person.filter(people::contains).isPresent();
            if (!call.isEmpty() && (again || row.event.isEmpty() || call.size() == Bus.ENTRIES_MAX)) {
                calls.add(List.copyOf(call));
                call.clear();
                people.clear();
            }
            if (row.event.isEmpty()) {
                // Nothing behind it has its turn before it is put aside.
                calls.add(List.of(row));
                return calls;
            }
            call.add(row);
            person.ifPresent(people::add);
        }
        if (!call.isEmpty()) {
            calls.add(call);
        }
        return calls;
    }

    private int taken(List<Written> call) {
        var events = call.stream().flatMap(row -> row.event.stream()).toList();
        if (events.isEmpty()) {
            return 0;
        }
        try {
            return bus.send(events);
        } catch (Unavailable _) {
            return 0;
        }
    }
}
