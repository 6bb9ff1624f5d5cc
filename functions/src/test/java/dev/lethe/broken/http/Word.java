package dev.lethe.broken.http;

/** Something of HTTP. */
public record Word(String text) {}
