package dev.lethe.breach;

import dev.lethe.breach.EscalationRules.Near;
import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.kernel.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the schedule {@code ESCALATION}: tells of every clock that has passed a fraction of its time, and computes open incidents anew
 * once a day, since the law may have changed. What is told is written in the transaction that remembers it was, so that nothing is told twice
 * or not at all however often a run is missed or cut off; after missed runs, of the fractions that have passed the highest.
 */
public final class EscalateIncidents {
    static final int TENANTS_PAGE_MAX = 100;
    static final int DUE_MAX = 100;

    /**
     * What a run did.
     *
     * @param told of how many clocks it told that a fraction of their time has passed
     * @param overdue of how many of these it was all of it, drills left out
     * @param recomputed how many incidents have other clocks now
     * @param failed how many tenants are to be tried again
     * @param complete whether nothing was left to do
     */
    public record Report(int looked, int told, int overdue, int recomputed, int failed, boolean complete) {}

    private static final class Counts {
        int looked;
        int told;
        int overdue;
        int recomputed;
        int failed;
    }

    private final TenantList tenants;
    private final Incidents incidents;
    private final Journal journal;
    private final InstantSource clock;

    public EscalateIncidents(TenantList tenants, Incidents incidents, Journal journal, InstantSource clock) {
        this.tenants = tenants;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    public Report run(Remaining time) {
        var counts = new Counts();
        var complete = true;
        var after = Optional.<Tenant>empty();
        do {
            var page = tenants.page(after, TENANTS_PAGE_MAX);
            for (var tenant : page) {
                complete &= time.allows() && attend(tenant, counts, time);
            }
            after = page.size() < TENANTS_PAGE_MAX ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent() && time.allows());
        return new Report(
                counts.looked,
                counts.told,
                counts.overdue,
                counts.recomputed,
                counts.failed,
                complete && after.isEmpty());
    }

    /** One tenant's trouble keeps no other from being told. */
    private boolean attend(Tenant tenant, Counts counts, Remaining time) {
        try {
            var due = incidents.due(tenant, clock.instant(), DUE_MAX);
            for (var incident : due) {
                if (!time.allows()) {
                    return false;
                }
                // Whoever was faster has changed it: the next run looks again.
                look(incident, counts);
            }
            return due.size() < DUE_MAX;
        } catch (Unavailable _) {
            counts.failed++;
            return false;
        }
    }

    private void look(Incident due, Counts counts) {
        var now = clock.instant();
        var read = journal.caughtUp(due);
        if (read.closed()) {
            incidents.look(read.lookedAt(Optional.empty()).unremarked());
            return;
        }
        var changes = recompute(read, now);
        var incident = changes.map(Incidents.Change::next).orElse(read);
        if (changes.isPresent()) {
            if (!incidents.write(changes.get())) {
                return;
            }
            counts.recomputed++;
        }
        var looked = EscalationRules.look(incident, now);
        counts.looked++;
        if (looked.near().isEmpty()) {
            incidents.look(looked.next().unremarked());
            return;
        }
        if (incidents.write(journal.change(step(looked, now), Journal.SUITE, now))) {
            looked.near().forEach(near -> {
                counts.told += near.clocks().size();
                counts.overdue += near.percent() == EscalationRules.OVER && !incident.drill()
                        ? near.clocks().size()
                        : 0;
            });
        }
    }

    /** The entry that says how clocks have changed; absent where they have not. */
    private Optional<Incidents.Change> recompute(Incident incident, Instant now) {
        var moved = ClockRules.moved(incident.owed(), journal.reckoned(incident));
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of(journal.change(
                        Step.reckoning(
                                incident, Kind.RECOMPUTED, Map.of(), Map.of("changes", Integer.toString(moved.size()))),
                        Journal.SUITE,
                        now));
    }

    private static Step step(EscalationRules.Looked looked, Instant now) {
        var details = new LinkedHashMap<String, String>();
        var events = new ArrayList<Event>();
        var near = new ArrayList<Words.Nearing>();
        for (var passed : looked.near()) {
            near.add(new Words.Nearing(passed.percent(), keys(passed)));
            details.put(
                    "passed" + passed.percent(),
                    Integer.toString(passed.clocks().size()));
            events.add(told(looked.next(), passed, now));
        }
        return Step.of(looked.next(), Kind.ESCALATION, Map.of("nearing", Shape.tree(near)), details)
                .telling(events);
    }

    private static Event told(Incident incident, Near near, Instant now) {
        return new Event(
                EventType.DEADLINE_NEAR,
                new Fact.DeadlineNear(
                        EventId.of(incident.id(), incident.nextEntry(), near.percent()),
                        incident.tenant(),
                        now,
                        incident.id(),
                        incident.drill(),
                        near.percent(),
                        near.dueAt(),
                        keys(near)));
    }

    private static List<String> keys(Near near) {
        return near.clocks().stream()
                .map(Owed::obligation)
                .limit(Words.CLOCKS_MAX)
                .toList();
    }
}
