package dev.lethe.kernel;

/** A key could not be made or unwrapped. There is no fallback: what needs the key is not done. */
public final class KeyUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    /** Why, told apart inside and opaque outside. */
    public enum Reason {
        /** The key service did not answer in time, or asked for patience. */
        UNREACHABLE,
        /** The key service refused: permission, context, or a disabled or deleted key. */
        REFUSED
    }

    private final Reason reason;

    public KeyUnavailable(Reason reason) {
        super("key unavailable");
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
