package dev.lethe.kernel;

/** A key could not be made or unwrapped. There is no fallback: what needs the key is not done. */
public final class KeyUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    /** Why, told apart inside and opaque outside. */
    public enum Reason {
        /** The key service did not answer in time, could not be reached, or broke. */
        UNREACHABLE(true),
        /** The key service asked for patience, for longer than a request can wait. */
        THROTTLED(true),
        /** This function may not use the key. */
        DENIED(false),
        /** The key is disabled. */
        DISABLED(false),
        /** The key is in no state to be used: its deletion is pending, for one. */
        STATE(false),
        /** There is no such key, or none any more. */
        GONE(false),
        /** What was to be unwrapped was not wrapped by this key, under this name, for this table of keys. */
        CONTEXT(false),
        /** The key service refused for another reason. */
        REFUSED(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether trying again can help while nobody changes anything. */
        public boolean passing() {
            return passing;
        }
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
