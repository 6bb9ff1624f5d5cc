package dev.lethe.breach;

import dev.lethe.breach.Incident.Triage;
import dev.lethe.breach.TimelineEntry.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Decides what may be written of an incident. Pure. */
final class IncidentRules {
    /** What can still be added to one that is closed: it says nothing else of what happened, or of what had to be done. */
    private static final Set<Kind> AFTERWARDS =
            EnumSet.of(Kind.NOTE, Kind.CORRECTION, Kind.PLAN, Kind.DONE, Kind.FINDING);

    static boolean takes(Incident incident, Kind kind) {
        return !incident.closed() || AFTERWARDS.contains(kind);
    }

    /**
     * What an incident lacks to be closed.
     *
     * @param missing what nobody has established yet, as {@link Kind} calls it
     * @param obligations that have neither a deed nor a ground
     */
    record Lacking(List<Kind> missing, List<String> obligations) {
        boolean nothing() {
            return missing.isEmpty() && obligations.isEmpty();
        }
    }

    /** A false alarm lacks nothing; of anything else it has to be known what followed from it, and what came of that. */
    static Lacking lacking(Incident incident) {
        var missing = new ArrayList<Kind>();
        if (incident.triage() == Triage.FALSE_ALARM) {
            return new Lacking(missing, List.of());
        }
        if (incident.triage() == Triage.UNTRIAGED) {
            missing.add(Kind.TRIAGE);
        }
        if (incident.awareAt().isEmpty()) {
            missing.add(Kind.AWARENESS);
        }
        if (incident.factsIn().isEmpty()) {
            missing.add(Kind.FACTS);
        }
        return new Lacking(
                missing,
                incident.owed().stream()
                        .filter(clock -> !clock.settled())
                        .map(Owed::obligation)
                        .filter(obligation -> !obligation.equals(Owed.PROVISIONAL))
                        .toList());
    }

    private IncidentRules() {}
}
