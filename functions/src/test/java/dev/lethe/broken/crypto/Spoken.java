package dev.lethe.broken.crypto;

import dev.lethe.broken.http.Word;

/** Knows how it is asked. */
public record Spoken(Word word) {}
