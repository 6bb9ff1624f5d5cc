package dev.lethe.consent;

/** What a person may decide. */
public enum Choice {
    GRANT,
    REFUSE,
    WITHDRAW,
    /** To what rests on an interest or a public task (GDPR Art. 21). */
    OBJECT,
    /** Of sale, sharing and targeted advertising (CCPA §1798.120). */
    OPT_OUT
}
