package dev.lethe.regime;

/** The classes of purposes that regimes tell apart. */
public enum PurposeClass {
    NECESSARY,
    ANALYTICS,
    MARKETING,
    SENSITIVE,
    AI_TRAINING
}
