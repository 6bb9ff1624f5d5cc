package dev.lethe.broken.vague;

/** Says nothing about what it is. */
public record BaseThing() {}
