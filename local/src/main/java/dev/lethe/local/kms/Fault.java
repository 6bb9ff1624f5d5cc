package dev.lethe.local.kms;

/** How the endpoint fails when a test asks it to. Only {@code GenerateDataKey} and {@code Decrypt} are affected. */
public enum Fault {
    /** Answers as it should. */
    NONE,
    /** Refuses every caller, as a key policy would. */
    ACCESS_DENIED,
    /** Asks for patience. */
    THROTTLED,
    /** Breaks, with a status of 500. */
    INTERNAL,
    /** Takes the request and says nothing until it is healed or closed. */
    SILENT
}
