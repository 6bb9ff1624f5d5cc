package dev.lethe.broken.kernel;

import dev.lethe.broken.http.Word;

/** A noun that knows more than the JDK. */
public record Learned(Word word) {}
