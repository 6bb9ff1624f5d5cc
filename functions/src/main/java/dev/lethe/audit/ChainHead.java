package dev.lethe.audit;

/**
 * The end of a chain of evidence: how many entries it has, and the hash of the last. Kept in the row that changes with the
 * chain, so that a change and its evidence are written together or not at all.
 */
public record ChainHead(long length, String hash) {
    /** A chain with no entry. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
