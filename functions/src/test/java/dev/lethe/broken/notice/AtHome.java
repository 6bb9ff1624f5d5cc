package dev.lethe.broken.notice;

import dev.lethe.broken.store.Shelf;

/** Knows where it is kept. */
public record AtHome(Shelf shelf) {}
