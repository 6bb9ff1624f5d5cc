package dev.lethe.breach;

import dev.lethe.kernel.Channel;
import dev.lethe.regime.Place;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many people are affected, each counted once, and of how many that cannot be told.
 *
 * @param messages that are still kept
 * @param gone people of whom no message within the selection is kept any more
 * @param uncertain people who may be affected: what would tell has expired, or was never written
 * @param erased people who were erased since the window began
 * @param expired people of whom something has expired so long ago that no index row tells when it was taken in
 * @param more whether there may be more of the latter
 * @param places by where people live; the empty text where that is not known
 * @param channels by where they talk; the same
 * @param fingerprint the sum of keyed hashes of everybody's handle: the same for the same people, in whatever order they were counted
 */
public record Counted(
        long persons,
        long minors,
        long messages,
        long gone,
        long uncertain,
        long erased,
        long expired,
        boolean more,
        Map<String, Many> places,
        Map<String, Long> channels,
        Map<Reach, Long> reaches,
        BigInteger fingerprint) {
    /** How long a fingerprint is. */
    private static final int BITS = 128;

    public static final Counted NOBODY =
            new Counted(0, 0, 0, 0, 0, 0, 0, false, Map.of(), Map.of(), Map.of(), BigInteger.ZERO);

    /** People of one place. */
    public record Many(long persons, long minors) {
        Many plus(Many other) {
            return new Many(persons + other.persons, minors + other.minors);
        }
    }

    public Counted {
        places = Map.copyOf(places);
        channels = Map.copyOf(channels);
        reaches = Map.copyOf(reaches);
    }

    /** With one more who is affected, by the keyed hash of their handle. */
    Counted plus(Somebody person, Optional<Channel> channel, Kept kept, Reach reach, byte[] hash) {
        var one = new Many(1, person.minor() ? 1 : 0);
        return new Counted(
                persons + 1,
                minors + one.minors,
                messages + kept.messages(),
                gone + (kept.messages() == 0 ? 1 : 0),
                uncertain,
                erased,
                expired,
                more,
                merged(places, person.residence().map(Place::code).orElse(""), one),
                added(channels, channel.map(Channel::value).orElse("")),
                added(reaches, reach),
                fingerprint.add(new BigInteger(1, hash)).mod(BigInteger.ONE.shiftLeft(BITS)));
    }

    Counted uncertain(int others) {
        return of(uncertain + others, erased, expired, more);
    }

    Counted erased(int others) {
        return of(uncertain, erased + others, expired, more);
    }

    Counted expired(int others, boolean andMore) {
        return of(uncertain, erased, others, andMore);
    }

    /** Whether somebody may be affected who is not counted. */
    boolean open() {
        return uncertain + erased + expired > 0 || more;
    }

    private Counted of(long uncertain, long erased, long expired, boolean more) {
        return new Counted(
                persons,
                minors,
                messages,
                gone,
                uncertain,
                erased,
                expired,
                more,
                places,
                channels,
                reaches,
                fingerprint);
    }

    private static Map<String, Many> merged(Map<String, Many> before, String name, Many one) {
        var all = new TreeMap<>(before);
        all.merge(name, one, Many::plus);
        return all;
    }

    private static <K extends Comparable<K>> Map<K, Long> added(Map<K, Long> before, K name) {
        var all = new TreeMap<>(before);
        all.merge(name, 1L, Long::sum);
        return all;
    }
}
