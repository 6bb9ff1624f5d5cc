package dev.lethe.rights;

import dev.lethe.certificate.FinalAt;
import dev.lethe.consent.Asks;
import dev.lethe.rights.Tombstone.Ground;
import java.time.Duration;
import java.time.Instant;

/** Decides when a tombstone goes: when nothing can come back behind it. Pure. */
public final class TombstoneRules {
    /**
     * How long one stays at least: as long as an answer to what was asked before the erasure may come, and as long as whoever was
     * late may still write.
     */
    public static final Duration AT_LEAST = Asks.LIFETIME.plus(SweepErased.GAP);

    /** How long until one that could not go is looked at again. */
    public static final Duration PUT_OFF = Duration.ofDays(1);

    /** What becomes of one. */
    sealed interface Decision {
        record Goes() implements Decision {}

        record Stays(Instant until, Ground ground) implements Decision {}
    }

    static Decision decide(Tombstone tombstone, FinalAt finalAt, Instant now) {
        var least = tombstone.erasedAt().plus(AT_LEAST);
        if (finalAt.at().isEmpty()) {
            return new Decision.Stays(later(least, now.plus(PUT_OFF)), Ground.HELD);
        }
        if (!finalAt.confirmed()) {
            return new Decision.Stays(later(least, later(finalAt.at().get(), now.plus(PUT_OFF))), Ground.NOT_FINAL);
        }
        return least.isAfter(now) ? new Decision.Stays(least, Ground.ANSWERS_UNDER_WAY) : new Decision.Goes();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private TombstoneRules() {}
}
