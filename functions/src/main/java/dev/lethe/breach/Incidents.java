package dev.lethe.breach;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.event.Event;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every incident, and its timeline. */
public interface Incidents {

    /**
     * What is written together or not at all.
     *
     * @param next the incident with this entry
     * @param events what other systems are told of it
     * @param answer to be remembered for who may ask again
     * @param sighting of the finding that it is about, where it is about one
     * @param scope of people that it is about, where it is about one
     */
    record Change(
            Incident next,
            TimelineEntry entry,
            ChainedEntry evidence,
            List<Event> events,
            Optional<Remembered> answer,
            Optional<Sighting> sighting,
            Optional<Scope> scope) {}

    /** Writes a change; false when the incident, or the finding, has changed since it was read, and nothing was written. */
    boolean write(Change change);

    /** Writes when an incident is to be looked at again; false when it has changed since it was read. */
    boolean look(Incident next);

    Optional<Incident> find(Tenant tenant, IncidentId incident);

    /** A tenant's incidents, newest first, from the one behind {@code after}, at most {@code max}. */
    List<Incident> page(Tenant tenant, Optional<IncidentId> after, int max);

    /** A tenant's incidents whose clocks have to be looked at, the most urgent first, at most {@code max}. */
    List<Incident> due(Tenant tenant, Instant now, int max);

    /** Entries in order, from the one behind {@code after}, at most {@code max}. */
    List<TimelineEntry> timeline(Tenant tenant, IncidentId incident, int after, int max);

    Optional<TimelineEntry> entry(Tenant tenant, IncidentId incident, int number);

    /** The end of an incident's chain of evidence as an entry has left it. */
    Optional<ChainHead> head(Tenant tenant, IncidentId incident, int number);

    /** Which incident a finding has opened. */
    Optional<Sighting> sighting(Tenant tenant, String finding);
}
