package dev.lethe.http;

/** The body of a request that takes none. */
public record Nothing() {}
