package dev.lethe.broken.rights;

import dev.lethe.broken.lambda.Entry;

/** Knows where it begins. */
public record AtHome(Entry entry) {}
