package dev.lethe.store;

/** Who removes an item. */
public enum Eraser {
    /** Destroyed in place when the person is erased; a tombstone stays. */
    SHRED,
    /** Emptied in place when the person is erased, since the end of their chain of evidence stands in it. */
    CLEARED,
    /**
     * The sweep after an erasure, and expiry. Index rows are written together with what they point to and swept through it: when
     * an erasure says that it is completed, none of its storage id is left, but of what had expired before; those go by their own
     * expiry.
     */
    SWEEP,
    /** The release of the hold: its key at once, in place, and its copies by the sweep behind. */
    RELEASE,
    /** Expiry by DynamoDB, and the purge behind it. */
    EXPIRY,
    /** Nobody: it is work to do, and goes when that is done. */
    DONE,
    /** Kept on its ground, whatever the person asks: it holds no content but what proves a decision, under a seal. */
    KEPT,
    /** Not about a person. */
    NOBODY
}
