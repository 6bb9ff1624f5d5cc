package dev.lethe.breach;

import dev.lethe.breach.Scope.State;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.IncidentId;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is affected, as responders are told it: in numbers. What is counted so far is told while it is being counted, too.
 *
 * @param parts how many parts of the people there are, and {@code partsCounted} how many are counted
 * @param gone people of whom nothing that was affected is kept any more; they are among {@code persons}
 * @param limits what nobody can tell, in words
 * @param fingerprint the same for the same people; absent until they are counted
 */
public record ScopeView(
        ScopeId scope,
        IncidentId incident,
        State status,
        Selection selection,
        Instant askedAt,
        long parts,
        long partsCounted,
        long persons,
        long minors,
        long messages,
        long gone,
        List<OfPlace> places,
        List<OfChannel> channels,
        List<Reached> reachable,
        Unknown unknown,
        List<String> limits,
        Optional<Instant> countedAt,
        Optional<String> fingerprint) {

    /** People who live in one place; where nobody knows, it is absent. */
    public record OfPlace(Optional<Place> place, long persons, long minors) {}

    /** People who talk on one channel; where nobody knows, it is absent. */
    public record OfChannel(Optional<Channel> channel, long persons) {}

    /** People who can be told in one way, which {@code words} says. */
    public record Reached(Reach by, long persons, String words) {}

    /** People of whom it is not known whether they are affected; see {@code limits}. */
    public record Unknown(long uncertain, long erased, long expired) {}

    static ScopeView of(Scope scope) {
        var counted = scope.counted();
        return new ScopeView(
                scope.id(),
                scope.incident(),
                scope.state(),
                scope.selection(),
                scope.askedAt(),
                scope.parts(),
                scope.part(),
                counted.persons(),
                counted.minors(),
                counted.messages(),
                counted.gone(),
                ScopeRules.byNumber(counted.places()).stream()
                        .map(place -> new OfPlace(
                                known(place.getKey()).map(Place::new),
                                place.getValue().persons(),
                                place.getValue().minors()))
                        .toList(),
                counted.channels().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(channel -> new OfChannel(known(channel.getKey()).map(Channel::new), channel.getValue()))
                        .toList(),
                Arrays.stream(Reach.values())
                        .filter(counted.reaches()::containsKey)
                        .map(by -> new Reached(by, counted.reaches().getOrDefault(by, 0L), by.told()))
                        .toList(),
                new Unknown(counted.uncertain(), counted.erased(), counted.expired()),
                limits(scope),
                scope.countedAt(),
                scope.state() == State.COUNTED
                        ? Optional.of(counted.fingerprint().toString(16))
                        : Optional.empty());
    }

    private static Optional<String> known(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static List<String> limits(Scope scope) {
        var counted = scope.counted();
        var limits = new ArrayList<String>();
        if (scope.state() == State.TOO_MANY) {
            limits.add("There are more people than can be counted at once: ask for a shorter window.");
        }
        if (counted.uncertain() > 0) {
            limits.add(counted.uncertain()
                    + " may be affected: what would tell has expired or was removed since, or was not written down.");
        }
        if (counted.erased() > 0) {
            limits.add(counted.erased() + " were erased since the window began, as far as that is still known: whether"
                    + " they were affected nobody can tell, and nothing is kept to reach them by.");
        }
        if (counted.expired() > 0) {
            limits.add((counted.more() ? "At least " : "") + counted.expired()
                    + " had something expire so long ago that nothing tells when it was taken in.");
        }
        if (scope.selection().epoch().isPresent()) {
            limits.add(
                    "By epoch only those are found whose key it wraps now; what has been wrapped anew since is not.");
        }
        return limits;
    }
}
