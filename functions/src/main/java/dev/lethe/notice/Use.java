package dev.lethe.notice;

/** Kinds of purposes that laws tell apart (cf. W3C Data Privacy Vocabulary, purposes). */
public enum Use {
    /** What the person asked for. */
    SERVICE,
    SECURITY,
    ANALYTICS,
    PERSONALISATION,
    /** Objection to it is absolute (GDPR Art. 21(3)). */
    DIRECT_MARKETING,
    /** Advertising by what people do elsewhere (CCPA §1798.140(k)). */
    TARGETED_ADVERTISING,
    /** For decisions about people (GDPR Art. 22). */
    PROFILING,
    /** Always a purpose of its own. */
    AI_TRAINING,
    /** Against money or another advantage (CCPA §1798.140(ad)). */
    SALE,
    /** With others, for advertising across contexts (CCPA §1798.140(ah)). */
    SHARING;

    /** Whether a signal such as Global Privacy Control speaks against it (11 CCR §7025). */
    public boolean endedByOptOutSignal() {
        return this == SALE || this == SHARING || this == TARGETED_ADVERTISING;
    }
}
