package dev.lethe.broken.rights;

/** What another capability knows. */
public record Known(String name) {}
