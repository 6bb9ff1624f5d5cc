package dev.lethe.crypto;

/** Thrown when a sealed text does not open. One opaque error outside; told apart inside. */
public final class Unopenable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The person was erased. */
        ERASED,
        /** The day it was to be kept until is over. */
        EXPIRED,
        /** The bytes, or where they stand, are not what was sealed. */
        TAMPERED,
        /** The permit is for somebody or something else. */
        NOT_PERMITTED
    }

    private final Reason reason;

    public Unopenable(Reason reason) {
        super("unopenable", null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
