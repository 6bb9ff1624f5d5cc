package dev.lethe.broken.aws;

/** Where it runs. */
public record Cloud(String name) {}
