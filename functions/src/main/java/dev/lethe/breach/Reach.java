package dev.lethe.breach;

/** How somebody can be told, as far as what is kept says without being opened. */
public enum Reach {
    /** In their chat, at any time. */
    CHAT("in their chat"),
    /** In their chat, within 24 hours of what was said there last: Messenger's standard messaging window. */
    CHAT_WINDOW("in their chat, for as long as the platform's window of 24 hours is open"),
    /** In their chat, by a message template that WhatsApp has approved. */
    TEMPLATE("in their chat, by an approved template"),
    /** Not in their chat; but a profile is kept, which may say an address. Nobody has looked. */
    PROFILE("by what their profile says, if it says an address"),
    /** By nothing that is kept: a public communication has to reach them (GDPR Art. 34(3)(c)). */
    NONE("by nothing that is kept: a public communication has to (GDPR Art. 34(3)(c))");

    private final String told;

    Reach(String told) {
        this.told = told;
    }

    /** In words. */
    String told() {
        return told;
    }
}
