package dev.lethe.breach;

import dev.lethe.breach.Journal.Step;
import dev.lethe.breach.Scope.State;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.kernel.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the schedule {@code SCOPING}: counts who is affected by incidents. Who said something on the days of a window is read from index
 * rows by every run; people are then counted page by page, each written with how far the count has come. What it comes to becomes part of
 * the incident's facts, by an entry of its timeline that is written with the end of the count.
 */
public final class CountAffected {
    static final int TENANTS_PAGE_MAX = 100;
    static final int DUE_MAX = 20;
    static final int PEOPLE_PAGE_MAX = 200;
    static final int ATTEMPTS_MAX = 8;

    /** How many people may have said something within one window. */
    static final int SEEN_MAX = 1_000_000;

    /** How many are counted of whom something expired long ago. */
    static final int EXPIRED_MAX = 100_000;

    /** How many days of expiries are looked through. */
    static final int EXPIRED_DAYS_MAX = 1_000;

    /** For how long after the day something expires on index rows still tell of it. */
    public static final int INDEXED_DAYS = 35;

    /** How long a count is left to whoever took it up: longer than any function runs. */
    static final Duration LEASE = Duration.ofMinutes(16);

    /** How long one that failed waits. */
    static final Duration PAUSE = Duration.ofMinutes(2);

    private static final String USE = "scope";

    /**
     * What a run did.
     *
     * @param counted how many counts are done now
     * @param failed how many are to be tried again later
     * @param complete whether nothing was left to do
     */
    public record Report(int counted, int failed, boolean complete) {}

    private static final class Counts {
        int counted;
        int failed;
    }

    private final TenantList tenants;
    private final Scopes scopes;
    private final Incidents incidents;
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;

    public CountAffected(
            TenantList tenants,
            Scopes scopes,
            Incidents incidents,
            Journal journal,
            Pseudonyms pseudonyms,
            InstantSource clock) {
        this.tenants = tenants;
        this.scopes = scopes;
        this.incidents = incidents;
        this.journal = journal;
        this.pseudonyms = pseudonyms;
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
        return new Report(counts.counted, counts.failed, complete && after.isEmpty());
    }

    private boolean attend(Tenant tenant, Counts counts, Remaining time) {
        var ended = 0;
        try {
            var due = scopes.due(tenant, clock.instant(), DUE_MAX);
            for (var scope : due) {
                ended += attend(scope, counts, time) ? 1 : 0;
            }
            return ended == due.size() && due.size() < DUE_MAX;
        } catch (Unavailable _) {
            counts.failed++;
            return false;
        } finally {
            counts.counted += ended;
        }
    }

    /** One count's trouble keeps no other from being done; whether it is done now. */
    private boolean attend(Scope due, Counts counts, Remaining time) {
        var scope = due.due(clock.instant().plus(LEASE));
        if (!time.allows() || !scopes.write(scope)) {
            return false;
        }
        try {
            return goOn(scope, time);
        } catch (Unavailable _) {
            counts.failed++;
            scopes.find(scope.tenant(), scope.incident(), scope.id())
                    .filter(now -> now.state() == State.COUNTING)
                    .ifPresent(now -> scopes.write(now.due(clock.instant().plus(PAUSE))));
            return false;
        }
    }

    private boolean goOn(Scope taken, Remaining time) {
        var scope = taken;
        var seen = seen(scope);
        if (seen.size() > SEEN_MAX) {
            return scopes.write(scope.ended(State.TOO_MANY, Counted.NOBODY, clock.instant()));
        }
        var key = scope.selection().epoch().flatMap(scopes::keyOf);
        var names = pseudonyms.of(scope.tenant());
        while (scope.part() < scope.parts()) {
            if (!time.allows()) {
                // Whoever comes next need not wait.
                scopes.write(scope.due(clock.instant()));
                return false;
            }
            var page = scopes.people(scope, seen.keySet(), PEOPLE_PAGE_MAX);
            var counted = scope.counted();
            for (var person : page.people()) {
                if (key.isEmpty()
                        || person.wrappedBy().isEmpty()
                        || person.wrappedBy().equals(key)) {
                    counted = count(scope, counted, person, seen, names);
                }
            }
            scope = scope.page(counted, page.next());
            if (!scopes.write(scope)) {
                // Somebody else goes on with it.
                return false;
            }
        }
        return end(scope, expired(scope, seen));
    }

    private Map<StorageId, Seen> seen(Scope scope) {
        var selection = scope.selection();
        var seen = new HashMap<StorageId, Seen>();
        for (var day : selection.days().toList()) {
            scopes.seen(scope.tenant(), day, selection.covers(day), scope.askedAt())
                    .forEach((sid, of) -> seen.merge(sid, of, Seen::and));
            if (seen.size() > SEEN_MAX) {
                break;
            }
        }
        return seen;
    }

    private Counted count(
            Scope scope, Counted before, Somebody person, Map<StorageId, Seen> everybody, Pseudonyms.OfTenant names) {
        var selection = scope.selection();
        var counted =
                person.erasedAt().filter(at -> !at.isBefore(selection.from())).isPresent() ? before.erased(1) : before;
        var seen = person.sid().flatMap(sid -> Optional.ofNullable(everybody.get(sid)));
        if (seen.isEmpty()) {
            return counted;
        }
        var kept = scopes.kept(scope.tenant(), person.sid().orElseThrow(), selection, scope.askedAt());
        return switch (ScopeRules.judge(selection, seen.get(), kept)) {
            case NOT_AFFECTED -> counted;
            case NOT_KNOWN -> counted.uncertain(1);
            case AFFECTED ->
                counted.plus(
                        person,
                        seen.get().channel(),
                        kept,
                        ScopeRules.reach(seen.get().channel(), kept, scope.askedAt()),
                        names.tag(USE, person.subject().value().getBytes(StandardCharsets.UTF_8)));
        };
    }

    /** Of how many something has expired since the window began of which no index row tells any more. Who is named is known otherwise. */
    private Counted expired(Scope scope, Map<StorageId, Seen> seen) {
        if (scope.selection().subjects().isPresent()) {
            return scope.counted();
        }
        var gone = new HashSet<StorageId>();
        var first = scope.selection().firstDay();
        var until = Selection.day(scope.askedAt()).minusDays(INDEXED_DAYS);
        var days = 0;
        for (LocalDate day = first; day.isBefore(until); day = day.plusDays(1)) {
            if (days++ >= EXPIRED_DAYS_MAX || gone.size() >= EXPIRED_MAX) {
                return scope.counted().expired(Math.min(gone.size(), EXPIRED_MAX), true);
            }
            scopes.expired(scope.tenant(), day).stream()
                    .filter(sid -> !seen.containsKey(sid))
                    .forEach(gone::add);
        }
        return scope.counted().expired(gone.size(), false);
    }

    private boolean end(Scope scope, Counted counted) {
        var now = clock.instant();
        var ended = scope.ended(State.COUNTED, counted, now);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var incident = incidents.find(scope.tenant(), scope.incident()).map(journal::caughtUp);
            var takes = incident.filter(one -> IncidentRules.takes(one, Kind.SCOPED))
                    .filter(one -> one.nextEntry() <= TimelineEntry.ENTRIES_MAX);
            if (takes.isEmpty()) {
                // Closed meanwhile: the count is kept, and changes nothing any more.
                return scopes.write(ended);
            }
            if (incidents.write(journal.change(step(takes.get(), ended), Journal.SUITE, now))) {
                return true;
            }
        }
        return false;
    }

    private Step step(Incident incident, Scope ended) {
        var words = new LinkedHashMap<String, Object>();
        words.put("scope", ended.id().value());
        var affected = ScopeRules.affected(ended.counted());
        var facts = affected.isEmpty()
                ? Optional.<BreachFacts>empty()
                : journal.facts(incident).map(known -> known.affecting(affected));
        facts.ifPresent(known -> words.put("facts", Shape.tree(known)));
        return Step.reckoning(
                        facts.isPresent() ? incident.described(incident.nextEntry()) : incident,
                        Kind.SCOPED,
                        words,
                        details(ended))
                .counting(ended);
    }

    private static Map<String, String> details(Scope ended) {
        var counted = ended.counted();
        var details = new LinkedHashMap<String, String>();
        details.put("scope", ended.id().value());
        details.put("persons", Long.toString(counted.persons()));
        details.put("minors", Long.toString(counted.minors()));
        details.put("uncertain", Long.toString(counted.uncertain()));
        details.put("erased", Long.toString(counted.erased()));
        details.put("expired", Long.toString(counted.expired()));
        details.put("fingerprint", counted.fingerprint().toString(16));
        return details;
    }
}
