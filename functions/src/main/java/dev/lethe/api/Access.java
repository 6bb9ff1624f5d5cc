package dev.lethe.api;

/** Who may call a route, and by what sign the caller's token shows it. */
public enum Access {
    /** Anyone; no token. */
    PUBLIC(""),
    /** A bot, by client credentials with the scope {@code lethe/bot}. */
    BOT("lethe/bot"),
    /** A privacy officer, by membership of the group {@code officer}. */
    OFFICER("officer"),
    /** An incident responder, by membership of the group {@code responder}. */
    RESPONDER("responder");

    private final String sign;

    Access(String sign) {
        this.sign = sign;
    }

    /** The OAuth scope of a program, or the user pool's group of a person. */
    public String sign() {
        return sign;
    }

    /** Whether the sign is a scope of a program rather than a group of people. */
    public boolean isScope() {
        return this == BOT;
    }
}
