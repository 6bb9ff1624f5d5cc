package dev.lethe.broken.impure;

import java.io.InputStream;

/** Decides by a stream. */
public record StreamRules(InputStream source) {}
