package dev.lethe.broken.vague;

/** Says what it is. */
public record Base32() {}
