package dev.lethe.broken.store;

/** Where things are kept. */
public record Shelf(String name) {}
