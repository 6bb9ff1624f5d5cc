package dev.lethe.broken.api;

import dev.lethe.broken.http.Word;

/** A route table that knows more than the JDK. */
public record Learned(Word word) {}
