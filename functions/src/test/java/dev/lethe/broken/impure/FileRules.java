package dev.lethe.broken.impure;

import java.nio.file.Path;

/** Decides by a file. */
public record FileRules(Path source) {}
