package dev.lethe.broken.impure;

import java.time.Clock;

/** Decides nothing by itself. */
public record NestingRules(String text) {
    /** Decides by a clock. */
    public record Inner(Clock source) {}
}
