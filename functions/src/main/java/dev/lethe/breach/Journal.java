package dev.lethe.breach;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.breach.TimelineEntry.Kind;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.event.Event;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes entries of timelines, and reads them. An entry's words are sealed under the key of its year, and its place in the chain of evidence
 * says their seal's hash; so that no entry can be changed, dropped or put in between without showing, and evidence has no word of it.
 */
public final class Journal {
    private static final int PAGE_MAX = 100;

    /** Who writes what nobody has written: the suite itself. */
    static final ClientId SUITE = new ClientId("lethe");

    private final Incidents incidents;
    private final ClockRules clocks;
    private final Vault vault;

    public Journal(Incidents incidents, ObligationRules obligations, Vault vault) {
        this.incidents = incidents;
        this.clocks = new ClockRules(obligations);
        this.vault = vault;
    }

    /**
     * What is to be written next.
     *
     * @param next the incident as it will stand, but for its clocks and its chain
     * @param words what the entry says, as a tree of {@link Words}
     * @param details what evidence says of it: names of our own, instants and numbers
     * @param reckons whether clocks have to be computed anew
     * @param scope of people that it is about, where it is about one
     */
    record Step(
            Incident next,
            Kind kind,
            Map<String, Object> words,
            Map<String, String> details,
            boolean reckons,
            List<Event> events,
            Optional<Scope> scope) {
        static Step of(Incident next, Kind kind, Map<String, Object> words, Map<String, String> details) {
            return new Step(next, kind, words, details, false, List.of(), Optional.empty());
        }

        static Step reckoning(Incident next, Kind kind, Map<String, Object> words, Map<String, String> details) {
            return new Step(next, kind, words, details, true, List.of(), Optional.empty());
        }

        Step telling(List<Event> told) {
            return new Step(next, kind, words, details, reckons, told, scope);
        }

        Step counting(Scope of) {
            return new Step(next, kind, words, details, reckons, events, Optional.of(of));
        }
    }

    /** A step as it is written. */
    Incidents.Change change(Step step, ClientId by, Instant now) {
        var number = step.next.nextEntry();
        var next = step.next;
        var words = new LinkedHashMap<>(step.words);
        if (step.reckons) {
            var owed = clocks.clocks(next, facts(next, number, words));
            var moved = ClockRules.moved(next.owed(), owed);
            if (!moved.isEmpty()) {
                words.put(
                        "changes",
                        Shape.tree(moved.stream().limit(Words.CLOCKS_MAX).toList()));
            }
            next = next.owing(owed);
        }
        next = next.lookedAt(EscalationRules.lookAt(next, now));
        var sealed = vault.sealEvidence(
                TimelineEntry.year(now),
                TimelineEntry.label(next.tenant(), next.id(), number),
                new Plaintext(Json.write(words)));
        var details = new LinkedHashMap<>(step.details);
        details.put("words", Sha256.hex(sealed.bytes()));
        var evidence = ChainedEntry.append(
                Incident.chain(next.id()), next.head(), Entry.of(step.kind.action(), by, now, details));
        return new Incidents.Change(
                next.after(evidence),
                new TimelineEntry(number, step.kind, by, now, sealed),
                evidence,
                step.events,
                Optional.empty(),
                Optional.empty(),
                step.scope);
    }

    private Optional<BreachFacts> facts(Incident next, int number, Map<String, Object> words) {
        return next.factsIn().equals(Optional.of(number))
                ? Optional.ofNullable(words.get("facts"))
                        .map(tree -> Shape.of(BreachFacts.class).read(tree))
                : facts(next);
    }

    /**
     * An incident's newest facts; absent where nobody has told any, or where their seal does not hold: then nobody can say what follows
     * from them, and the provisional clock runs.
     */
    Optional<BreachFacts> facts(Incident incident) {
        return incident.factsIn()
                .flatMap(number -> incidents.entry(incident.tenant(), incident.id(), number))
                .flatMap(entry -> words(incident.tenant(), incident.id(), entry))
                .flatMap(Words::facts);
    }

    /** The clocks of an incident by the law as it stands now. */
    List<Owed> reckoned(Incident incident) {
        return clocks.clocks(incident, facts(incident));
    }

    /**
     * An incident as its timeline has it. A row that was restored may be older than the evidence; whatever is written next has to stand
     * behind the last entry there is.
     */
    Incident caughtUp(Incident read) {
        var now = read;
        List<TimelineEntry> behind;
        do {
            behind = incidents.timeline(read.tenant(), read.id(), now.nextEntry() - 1, PAGE_MAX);
            for (var entry : behind) {
                var head = incidents
                        .head(read.tenant(), read.id(), entry.number())
                        .orElseThrow(() -> new IllegalStateException("an entry has its place in the chain"));
                var words = words(read.tenant(), read.id(), entry);
                now = words.isPresent() ? ReplayRules.after(now, entry, words.get(), head) : now.at(head);
                now = now.closed() ? now : now.owing(reckoned(now));
            }
        } while (behind.size() == PAGE_MAX);
        return now;
    }

    /** What an entry says; absent where its seal does not hold. */
    Optional<Words> words(Tenant tenant, IncidentId incident, TimelineEntry entry) {
        try {
            var text = vault.openEvidence(
                    TimelineEntry.year(entry.at()),
                    TimelineEntry.label(tenant, incident, entry.number()),
                    entry.words());
            return Json.read(text.bytes()).map(Words::of);
        } catch (Unopenable | Malformed _) {
            return Optional.empty();
        }
    }
}
