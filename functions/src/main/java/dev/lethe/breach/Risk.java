package dev.lethe.breach;

/** The risk to the rights and freedoms of people (GDPR Art. 33(1), 34(1)). */
public enum Risk {
    UNLIKELY,
    RISK,
    HIGH,
    UNKNOWN
}
