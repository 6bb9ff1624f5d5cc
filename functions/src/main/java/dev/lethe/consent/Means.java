package dev.lethe.consent;

import java.util.Optional;

/** By what a person let their decision be known, as the bot reports it. */
public enum Means {
    BUTTON,
    WORDS,
    SPOKEN_WORDS,
    UNTICKED_BOX,
    SIGNED_FORM,
    /** CJEU C-673/17 (Planet49), para. 57, 62. */
    PRE_TICKED_BOX("a box that is ticked beforehand is no act of the person (GDPR recital 32)"),
    /** EDPB Guidelines 05/2020, para. 79, 86. */
    CONTINUED_USE("going on to use a service is no clear affirmative act (GDPR Art. 4(11))"),
    /** GDPR Art. 7(2), 7(4). */
    ACCEPTED_TERMS("consent that is bundled with terms of service is not free (GDPR Art. 7(2), 7(4))"),
    /** One yes to several purposes at once (GDPR recital 43). */
    ACCEPTED_ALL("one yes to several purposes is not specific (GDPR Art. 4(11), recital 43)");

    private final String why;

    Means() {
        this("");
    }

    Means(String why) {
        this.why = why;
    }

    /** Why nobody has agreed by this; empty where it can be a yes. */
    Optional<String> whyNot() {
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }
}
