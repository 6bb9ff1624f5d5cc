package dev.lethe.retention;

/** What becomes of something that is kept, by what counts now. */
public sealed interface Plan {

    /** It goes when it was to. */
    record Keep() implements Plan {}

    /** It goes at another time, or is kept for fewer purposes until the same. */
    record Move(Expiry expiry) implements Plan {}

    /** It goes now. */
    record Remove(Gone.How how) implements Plan {}
}
