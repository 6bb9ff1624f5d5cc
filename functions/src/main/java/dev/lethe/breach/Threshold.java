package dev.lethe.breach;

import java.util.Optional;

/** Whether a breach is one that the law is about, the least certain to be one first. */
public enum Threshold {
    NOT_MET("not such a breach"),
    /** Counts as met. */
    NOT_KNOWN("not known, and taken to be so until it is"),
    MET("such a breach");

    private final String says;

    Threshold(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }

    /** Both are needed. */
    Threshold and(Threshold other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** One of them suffices. */
    Threshold or(Threshold other) {
        return compareTo(other) > 0 ? this : other;
    }

    static Threshold of(Optional<Boolean> known) {
        return known.map(is -> is ? MET : NOT_MET).orElse(NOT_KNOWN);
    }
}
