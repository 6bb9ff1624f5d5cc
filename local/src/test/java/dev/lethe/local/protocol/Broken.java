package dev.lethe.local.protocol;

/** Every way in which a schedule can break a promise. */
enum Broken {
    /** Somebody read what was written before an erasure, or for a day, that was over when they began. */
    READ_AFTER_END,
    /** An erasure was acknowledged, and the life that was lived when it began goes on. */
    ERASED_NOTHING,
    /** A tombstone went, or its fence fell. */
    TOMBSTONE_LOST,
    /** A life's key came back, or a writer made one who had read the person's file before an erasure. */
    KEY_MADE_ANEW,
    /** The key of a day that was destroyed came back. */
    DAY_MADE_ANEW,
    /** A key was lost or replaced while its life or day went on. */
    KEY_OVERWRITTEN,
    /** A message of the life that is lived does not open. */
    UNREADABLE,
    /** A message of the life that is lived is in no index, so that no purge would find it. */
    UNFINDABLE,
    /** An erasure says that nothing is left, and a message is. */
    LEFT_BEHIND,
    /** An erasure says that nothing is left, and an index row is. */
    INDEX_LEFT_BEHIND,
    /** When everybody was done, two more sweeps did not end every erasure with nothing left. */
    NEVER_DONE,
    /** What was acknowledged as stored was not read by who began later, though nothing had ended it. */
    LOST,
    /** Somebody's code failed, other than by refusing. */
    FAILED
}
