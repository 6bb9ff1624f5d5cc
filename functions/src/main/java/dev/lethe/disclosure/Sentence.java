package dev.lethe.disclosure;

/** What a bot has to say about itself. Each says that it is an AI and no human being. */
public enum Sentence {
    /** From the start, and whenever somebody asks. */
    START,
    /** That it still is one. */
    REMINDER,
    /** That it still is one, and that it is time for a break (Cal. B&P 22602(c)(2)). */
    REMINDER_MINOR
}
