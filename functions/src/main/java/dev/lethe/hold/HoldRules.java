package dev.lethe.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/** Decides what a hold holds, and when it has to be looked at again. Pure. */
final class HoldRules {
    /** How far ahead the review of a hold may be: one that nobody looks at is a store of its own. */
    static final Period REVIEW_MAX = Period.ofYears(2);

    /** Whether a message is held: it was there when the hold was placed, and its time was not over. */
    static boolean holds(Original original, Instant placedAt) {
        return !original.receivedAt().isAfter(placedAt) && original.expiresAt().isAfter(placedAt);
    }

    static boolean reviewable(LocalDate reviewOn, LocalDate today) {
        return reviewOn.isAfter(today) && !reviewOn.isAfter(today.plus(REVIEW_MAX));
    }

    /** Whether somebody should have asked by now if it is still needed. */
    static boolean overdue(Hold hold, LocalDate today) {
        return hold.state() != Hold.State.RELEASED && hold.reviewOn().isBefore(today);
    }

    private HoldRules() {}
}
