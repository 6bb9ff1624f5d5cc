package dev.lethe.regime;

import java.util.EnumSet;
import java.util.Set;

/** Kinds of data that laws on breaches tell apart. The special ones are called as notices call them (GDPR Art. 9, 10). */
public enum DataKind {
    /** Names, addresses, telephone numbers. */
    CONTACT_DETAILS,
    /** Names of accounts, and ids of devices and platforms. */
    ACCOUNT_NAMES,
    /** What people said: it may be about anything. */
    MESSAGES,
    BEHAVIOUR,
    LOCATION,
    /** Numbers of accounts and cards with what they are used with, balances, payments. */
    FINANCIAL,
    /** A password, or whatever else opens an account. */
    CREDENTIALS,
    /** Numbers that a state gives: of social security, taxes, passports, licences to drive. */
    GOVERNMENT_IDS,
    RACIAL_OR_ETHNIC_ORIGIN,
    POLITICAL_OPINIONS,
    RELIGIOUS_OR_PHILOSOPHICAL_BELIEFS,
    TRADE_UNION_MEMBERSHIP,
    GENETIC_DATA,
    BIOMETRIC_DATA,
    HEALTH,
    SEX_LIFE_OR_SEXUAL_ORIENTATION,
    CRIMINAL_CONVICTIONS,
    /** None of these. */
    OTHER;

    /** Those of which nobody can say what else is in them. */
    private static final Set<DataKind> OPEN = EnumSet.of(MESSAGES, OTHER);

    /** Whether data of another kind may be in it. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }
}
