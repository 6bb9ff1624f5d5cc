package dev.lethe.breach;

/** What whoever had the breach is to the people concerned (GDPR Art. 4(7), (8)). */
public enum Role {
    CONTROLLER,
    /** Holds the data for a controller, and tells the controller. */
    PROCESSOR
}
