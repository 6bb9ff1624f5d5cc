package dev.lethe.regime;

/** What laws ask of a privacy notice, each told apart from the others as finely as some law does. */
public enum NoticeElement {
    /** Who decides why and how, and not only who processes. */
    CONTROLLER,
    /** How to reach them. */
    CONTACT,
    PURPOSES,
    /** What kind of purpose each is, so that it is clear whether data are sold, shared, profiled or trained on. */
    KIND_OF_PURPOSE,
    CATEGORIES,
    LEGAL_BASIS,
    /** Which interest it is. */
    INTEREST,
    /** Which law it is. */
    LAW,
    RETENTION,
    RECIPIENTS,
    /** How to reach whoever answers for data protection. */
    DATA_PROTECTION_OFFICER,
    /** Whether data go to other countries. */
    TRANSFERS,
    /** Whether people have to give data, and what follows if they do not. */
    OBLIGATION,
    /** Where data come from that people did not give themselves. */
    SOURCES,
    /** How consent is taken back. */
    WITHDRAWAL,
    /** Where to complain. */
    AUTHORITY,
    /** By what logic decisions are made without a human being. */
    AUTOMATED_DECISIONS,
    /** How to appeal when a request is refused. */
    APPEAL,
    /** How data are kept safe. */
    SECURITY,
    /** How data are destroyed. */
    DESTRUCTION,
    /** What is collected by itself, and how to turn it off. */
    TRACKING,
    RIGHT_OF_ACCESS,
    RIGHT_OF_RECTIFICATION,
    RIGHT_OF_ERASURE,
    RIGHT_OF_RESTRICTION,
    RIGHT_OF_PORTABILITY,
    RIGHT_OF_OBJECTION,
    RIGHT_OF_WITHDRAWAL,
    RIGHT_OF_HUMAN_REVIEW,
    RIGHT_OF_COMPLAINT,
    RIGHT_TO_OPT_OUT_OF_SALE,
    RIGHT_TO_LIMIT_SENSITIVE_USE,
    /** That consent is no condition of service. */
    FREE_CONSENT,
    /** That the training of a model does not rest on a contract. */
    TRAINING_OUTSIDE_CONTRACT,
    /** What the law has said in its own words. */
    SET_WORDS
}
