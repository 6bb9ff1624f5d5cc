package dev.lethe.broken.http;

import com.fasterxml.jackson.core.JsonFactory;

/** Parses in the right package, and not in the one place. */
public record Parsing(JsonFactory factory) {}
