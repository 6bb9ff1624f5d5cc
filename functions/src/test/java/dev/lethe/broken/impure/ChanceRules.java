package dev.lethe.broken.impure;

import java.util.Random;

/** Decides by chance. */
public record ChanceRules(Random source) {}
