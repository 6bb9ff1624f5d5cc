package dev.lethe.notice;

import dev.lethe.kernel.Items;
import java.util.Set;

/** Data that need a condition besides a legal basis (GDPR Art. 9, 10). */
public record Special(@Items(max = 10) Set<Category> categories, Condition condition) {

    /** Special categories of personal data, and those of Art. 10. */
    public enum Category {
        RACIAL_OR_ETHNIC_ORIGIN,
        POLITICAL_OPINIONS,
        RELIGIOUS_OR_PHILOSOPHICAL_BELIEFS,
        TRADE_UNION_MEMBERSHIP,
        GENETIC_DATA,
        BIOMETRIC_DATA,
        HEALTH,
        SEX_LIFE_OR_SEXUAL_ORIENTATION,
        CRIMINAL_CONVICTIONS
    }

    /** Why they may be processed all the same (GDPR Art. 9(2)). */
    public enum Condition {
        /** (a): said expressly, whatever the basis. */
        EXPLICIT_CONSENT,
        /** (b). */
        EMPLOYMENT_AND_SOCIAL_SECURITY_LAW,
        /** (c). */
        VITAL_INTERESTS,
        /** (d). */
        NOT_FOR_PROFIT_BODY,
        /** (e). */
        MADE_PUBLIC_BY_THE_PERSON,
        /** (f). */
        LEGAL_CLAIMS,
        /** (g). */
        SUBSTANTIAL_PUBLIC_INTEREST,
        /** (h). */
        HEALTH_CARE,
        /** (i). */
        PUBLIC_HEALTH,
        /** (j). */
        ARCHIVING_RESEARCH_STATISTICS
    }
}
