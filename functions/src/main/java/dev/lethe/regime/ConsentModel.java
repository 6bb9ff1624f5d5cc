package dev.lethe.regime;

/**
 * What a regime wants for a class of purposes. Where a model leaves a choice, the demand is the one that is lawful whichever
 * way the choice would have to be made.
 */
public enum ConsentModel {
    NONE(Demand.NOTHING),
    NO_CONSENT_OTHER_BASIS(Demand.NOTICE),
    NOTICE(Demand.NOTICE),
    NOTICE_SPECIFIC(Demand.NOTICE),
    IMPLIED_CONSENT(Demand.NOTICE),
    DEEMED_CONSENT(Demand.NOTICE),
    NOTICE_IMPLIED_CONSENT(Demand.NOTICE),
    NOTICE_WITH_OPT_OUT(Demand.OPT_OUT),
    OPT_OUT(Demand.OPT_OUT),
    OPT_OUT_LIMIT(Demand.OPT_OUT),
    LEGITIMATE_INTEREST_WITH_OPT_OUT(Demand.OPT_OUT),
    OPT_OUT_AND_EMAIL_OPT_IN(Demand.OPT_IN),
    NOTICE_WITH_OPT_OUT_IF_EXEMPT_ELSE_OPT_IN(Demand.OPT_IN),
    OPT_IN_OR_LEGITIMATE_INTEREST(Demand.OPT_IN),
    OPT_IN_OR_LEGITIMATE_INTEREST_WITH_OPT_OUT(Demand.OPT_IN),
    OPT_IN_OR_LISTED_USE(Demand.OPT_IN),
    OPT_IN_OR_REASONABLE_EXPECTATION(Demand.OPT_IN),
    OPT_IN_FOR_NEW_PURPOSE(Demand.OPT_IN),
    EXCEPTION_OR_CONSENT(Demand.OPT_IN),
    COMPATIBLE_USE_OR_CONSENT(Demand.OPT_IN),
    OPT_IN(Demand.OPT_IN),
    EXPLICIT_OPT_IN(Demand.EXPLICIT),
    SEPARATE_OPT_IN(Demand.SEPARATE),
    PARENTAL_OPT_IN(Demand.PARENTAL),
    PARENTAL_SEPARATE_OPT_IN(Demand.PARENTAL_SEPARATE),
    /** Nothing of adults. */
    OPT_IN_MINORS(Demand.OPT_IN, Demand.NOTHING),
    OPT_OUT_ADULTS_OPT_IN_MINORS(Demand.OPT_IN, Demand.OPT_OUT);

    /** What has to be done, the least first. */
    public enum Demand {
        NOTHING,
        NOTICE,
        OPT_OUT,
        OPT_IN,
        EXPLICIT,
        SEPARATE,
        PARENTAL,
        PARENTAL_SEPARATE
    }

    private final Demand ofAnybody;
    private final Demand ofAdults;

    ConsentModel(Demand demand) {
        this(demand, demand);
    }

    ConsentModel(Demand ofAnybody, Demand ofAdults) {
        this.ofAnybody = ofAnybody;
        this.ofAdults = ofAdults;
    }

    /** Whether it names another way beside consent, which the notice may have taken. */
    public boolean leavesChoice() {
        return switch (this) {
            case NOTICE_WITH_OPT_OUT_IF_EXEMPT_ELSE_OPT_IN,
                    OPT_IN_OR_LEGITIMATE_INTEREST,
                    OPT_IN_OR_LEGITIMATE_INTEREST_WITH_OPT_OUT,
                    OPT_IN_OR_LISTED_USE,
                    OPT_IN_OR_REASONABLE_EXPECTATION,
                    OPT_IN_FOR_NEW_PURPOSE,
                    OPT_OUT_AND_EMAIL_OPT_IN,
                    EXCEPTION_OR_CONSENT,
                    COMPATIBLE_USE_OR_CONSENT -> true;
            default -> false;
        };
    }

    /**
     * What has to be done for somebody.
     *
     * @param adult whether they are known to be of age
     */
    public Demand demand(boolean adult) {
        return adult ? ofAdults : ofAnybody;
    }
}
