package dev.lethe.notice;

/** Why processing is lawful (GDPR Art. 6(1)). */
public enum LegalBasis {
    /** Art. 6(1)(a): the person agreed, and may take it back. */
    CONSENT,
    /** Art. 6(1)(b): needed for what the person asked for. */
    CONTRACT,
    /** Art. 6(1)(c). */
    LEGAL_OBLIGATION,
    /** Art. 6(1)(d). */
    VITAL_INTEREST,
    /** Art. 6(1)(e). */
    PUBLIC_TASK,
    /** Art. 6(1)(f). */
    LEGITIMATE_INTEREST
}
