package dev.lethe.broken.notice;

import com.fasterxml.jackson.core.JsonFactory;

/** Parses by itself. */
public record Parsing(JsonFactory factory) {}
