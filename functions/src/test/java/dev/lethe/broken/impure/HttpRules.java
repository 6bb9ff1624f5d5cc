package dev.lethe.broken.impure;

import dev.lethe.broken.http.Word;

/** Decides by HTTP. */
public record HttpRules(Word source) {}
