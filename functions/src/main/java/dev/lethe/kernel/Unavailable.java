package dev.lethe.kernel;

/**
 * A fault of the world: something that is needed does not answer. Nothing was half-written, and trying again later
 * is right. Carries no cause, whose message might quote what was sent.
 */
public abstract sealed class Unavailable extends RuntimeException permits KeyUnavailable, StoreUnavailable, Closed {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
        super(message, null, false, true);
    }
}
