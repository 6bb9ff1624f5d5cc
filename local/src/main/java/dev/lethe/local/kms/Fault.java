package dev.lethe.local.kms;

/**
 * How the endpoint fails when a test asks it to. Only what keys are used for is affected: {@code GenerateDataKey},
 * {@code Decrypt}, {@code ReEncrypt} and {@code Sign}.
 */
public enum Fault {
    /** Answers as it should. */
    NONE,
    /** Refuses every caller, as a key policy would. */
    ACCESS_DENIED,
    /** Asks for patience. */
    THROTTLED,
    /** Refuses, since a quota is used up. Asking again does not help. */
    LIMIT_EXCEEDED,
    /** Breaks, with a status of 500. */
    INTERNAL,
    /** Gives up waiting for something of its own, with a status of 500. */
    DEPENDENCY_TIMEOUT,
    /** Cannot reach the key for now, with a status of 500. */
    KEY_UNAVAILABLE,
    /** Takes the request and says nothing until it is healed or closed. */
    SILENT
}
