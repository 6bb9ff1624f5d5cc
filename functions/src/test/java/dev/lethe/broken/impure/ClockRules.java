package dev.lethe.broken.impure;

import java.time.Clock;

/** Decides by a clock. */
public record ClockRules(Clock source) {}
