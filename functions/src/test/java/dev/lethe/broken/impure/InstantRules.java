package dev.lethe.broken.impure;

import java.time.InstantSource;

/** Decides by the time. */
public record InstantRules(InstantSource source) {}
