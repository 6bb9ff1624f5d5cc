package dev.lethe.regime;

/** How well the source of a fact was checked, the best first. */
public enum Confidence {
    /** Read in a copy of the official text, or on a regulator's page. */
    PRIMARY,
    /** Read in a secondary source of ordinary quality. */
    SECONDARY,
    /** Read in a single source of low quality only. */
    WEAK,
    /** Sources disagree; the fact says which of them is followed, and why. */
    CONFLICT,
    /** Known from no source that was checked. */
    UNVERIFIED
}
