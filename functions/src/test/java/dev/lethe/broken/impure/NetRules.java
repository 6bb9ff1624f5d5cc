package dev.lethe.broken.impure;

import java.net.URI;

/** Decides by the network. */
public record NetRules(URI source) {}
