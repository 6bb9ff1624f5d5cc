package dev.lethe.broken.lambda;

/** Where it begins. */
public record Entry(String name) {}
