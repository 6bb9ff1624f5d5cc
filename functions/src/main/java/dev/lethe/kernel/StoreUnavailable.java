package dev.lethe.kernel;

/** The store did not answer, or refused for a reason that is not the caller's. */
public final class StoreUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable() {
        super("store unavailable");
    }
}
