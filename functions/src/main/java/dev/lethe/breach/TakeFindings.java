package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes in what AWS's detectors find: a finding opens an incident that nobody has triaged yet, once; a change of it is an entry there. It is
 * about the account that everything runs in, so that every tenant has an incident of its own, with its own clocks and its own responders.
 */
public final class TakeFindings {
    static final int TENANTS_PAGE_MAX = 100;
    private static final int ATTEMPTS_MAX = 8;

    /** What came of one event. */
    public sealed interface Report {
        /**
         * It was taken in.
         *
         * @param opened how many incidents it has opened
         * @param updated to how many it was added
         * @param known in how many it was already
         */
        record Taken(int opened, int updated, int known) implements Report {}

        /** It is not severe enough for anybody to have to look. */
        record Slight() implements Report {}

        /** It cannot be read, and has to be put aside. */
        record Parked(String why) implements Report {}
    }

    private enum Came {
        OPENED,
        UPDATED,
        KNOWN
    }

    private final TenantList tenants;
    private final Incidents incidents;
    private final Journal journal;
    private final Ids ids;
    private final InstantSource clock;

    public TakeFindings(TenantList tenants, Incidents incidents, Journal journal, Ids ids, InstantSource clock) {
        this.tenants = tenants;
        this.incidents = incidents;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes an event in, as EventBridge brings it. May be brought again.
     *
     * @throws StoreUnavailable when it was not taken in for every tenant
     */
    public Report take(String source, String detailType, Map<?, ?> detail) {
        return switch (FindingRules.read(source, detailType, detail, clock.instant())) {
            case FindingRules.Outcome.Parked(var why) -> new Report.Parked(why.name());
            case FindingRules.Outcome.Read(var found) -> found.severe() ? take(found) : new Report.Slight();
        };
    }

    private Report take(Found found) {
        var opened = 0;
        var updated = 0;
        var known = 0;
        var after = Optional.<Tenant>empty();
        do {
            var page = tenants.page(after, TENANTS_PAGE_MAX);
            for (var tenant : page) {
                switch (take(tenant, found)) {
                    case OPENED -> opened++;
                    case UPDATED -> updated++;
                    case KNOWN -> known++;
                }
            }
            after = page.size() < TENANTS_PAGE_MAX ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent());
        return new Report.Taken(opened, updated, known);
    }

    private Came take(Tenant tenant, Found found) {
        var name =
                Sha256.hex((found.finding().detector() + "/" + found.finding().id()).getBytes(StandardCharsets.UTF_8));
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var sighting = incidents.sighting(tenant, name);
            if (sighting.filter(seen -> !found.finding().updatedAt().isAfter(seen.updatedAt()))
                    .isPresent()) {
                return Came.KNOWN;
            }
            var now = clock.instant();
            var change =
                    sighting.isEmpty() ? open(tenant, found, name, now) : update(tenant, sighting.get(), found, now);
            if (change.isEmpty()) {
                return Came.KNOWN;
            }
            if (incidents.write(change.get())) {
                return sighting.isEmpty() ? Came.OPENED : Came.UPDATED;
            }
            // Somebody has written to the incident meanwhile, or the same finding was brought twice at once.
        }
        throw new StoreUnavailable();
    }

    private Optional<Incidents.Change> open(Tenant tenant, Found found, String name, Instant now) {
        var id = new IncidentId("inc_" + ids.sortable(now));
        var incident = Incident.opened(tenant, id, false, now, found.detectedAt());
        var step = Step.reckoning(incident, Kind.OPENED, words(found), OpenIncident.found(incident))
                .telling(List.of(OpenIncident.told(incident, now)));
        return Optional.of(sighted(
                journal.change(step, by(found), now),
                new Sighting(name, id, found.finding().updatedAt(), 1)));
    }

    /** Empty where the incident has as many entries as it may have. */
    private Optional<Incidents.Change> update(Tenant tenant, Sighting seen, Found found, Instant now) {
        var next = new Sighting(seen.finding(), seen.incident(), found.finding().updatedAt(), seen.revision() + 1);
        return incidents
                .find(tenant, seen.incident())
                .map(journal::caughtUp)
                .filter(incident -> incident.nextEntry() <= TimelineEntry.ENTRIES_MAX)
                .map(incident -> sighted(
                        journal.change(Step.of(incident, Kind.FINDING, words(found), Map.of()), by(found), now), next));
    }

    private static Map<String, Object> words(Found found) {
        return Words.tree("finding", found.finding());
    }

    private static ClientId by(Found found) {
        return new ClientId(found.finding().detector().name());
    }

    private static Incidents.Change sighted(Incidents.Change change, Sighting sighting) {
        return new Incidents.Change(
                change.next(),
                change.entry(),
                change.evidence(),
                change.events(),
                change.answer(),
                Optional.of(sighting),
                change.scope());
    }
}
