package dev.lethe.api;

import java.time.Duration;

/** Everything that runs by the clock. */
public enum Schedule {
    /** Ends days that are over and removes what expiry left behind. */
    PURGE(Duration.ofHours(1), Fn.PURGE),
    /** Goes on checking that nothing outstays its time; a pass begins every 30 days. */
    VERIFY(Duration.ofDays(1), Fn.VERIFY),
    /** Plans anew what is kept where the reason for it has changed. */
    REPLAN(Duration.ofMinutes(1), Fn.REPLAN),
    /** Copies what is to be held, and deletes what no longer is. */
    HOLDING(Duration.ofMinutes(1), Fn.HOLDING),
    /** Deletes what erased people left behind, until nothing is. */
    ERASURE(Duration.ofMinutes(5), Fn.ERASURE),
    /** Tells that clocks of incidents run out. */
    ESCALATION(Duration.ofMinutes(5), Fn.ESCALATION),
    /** Counts who is affected by incidents. */
    SCOPING(Duration.ofMinutes(1), Fn.SCOPING),
    /** Takes the next step in the life of the keys that wrap all others. */
    ROTATION(Duration.ofHours(1), Fn.ROTATION);

    private final Duration every;
    private final Fn fn;

    Schedule(Duration every, Fn fn) {
        this.every = every;
        this.fn = fn;
    }

    public Duration every() {
        return every;
    }

    public Fn fn() {
        return fn;
    }
}
