package dev.lethe.consent;

/** What a person's browser or app says for them. */
public enum Signal {
    /** Global Privacy Control: neither sell nor share what is known of me (https://w3c.github.io/gpc/). */
    GPC
}
