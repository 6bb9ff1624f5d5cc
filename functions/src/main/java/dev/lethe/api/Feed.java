package dev.lethe.api;

import java.util.Optional;

/**
 * What a function is given of its table's stream, and what becomes of what it fails at. At most two functions read one stream: with a
 * third, DynamoDB may turn reads away
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html).
 */
public enum Feed {
    /**
     * What DynamoDB itself removed, because its time had come
     * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html).
     */
    EXPIRED(Optional.of("REMOVE"), true, Optional.empty()),
    /** Rows that tell other systems something, when they are written. */
    OUTBOX(Optional.of("INSERT"), false, Optional.of("OUTBOX")),
    /** Every change: what is left out by mistake nobody ever knows of. */
    EVERYTHING(Optional.empty(), false, Optional.empty());

    /** How many records a function is given at once. */
    public static final int BATCH_MAX = 100;

    /** How often a record is given again before it is put aside and the next have their turn. */
    public static final int RETRIES_MAX = 10;

    /** Who DynamoDB is where it removes something by itself. */
    public static final String SERVICE = "dynamodb.amazonaws.com";

    @SuppressWarnings("ImmutableEnumChecker") // Nothing to be changed.
    private final Optional<String> change;

    private final boolean byService;

    @SuppressWarnings("ImmutableEnumChecker") // Nothing to be changed.
    private final Optional<String> kind;

    Feed(Optional<String> change, boolean byService, Optional<String> kind) {
        this.change = change;
        this.byService = byService;
        this.kind = kind;
    }

    /** Of a function that a stream makes run. */
    public static Feed of(Fn fn) {
        return switch (fn) {
            case EXPIRY -> EXPIRED;
            case DELIVERY -> OUTBOX;
            case WATCH -> EVERYTHING;
            default -> throw new IllegalArgumentException("a function without a stream");
        };
    }

    /** The change it is about, as a stream calls it; absent where it is about any. */
    public Optional<String> change() {
        return change;
    }

    /** Whether only what DynamoDB did by itself is given. */
    public boolean byService() {
        return byService;
    }

    /** The kind of row it is about, as the new row says; absent where it is about any. */
    public Optional<String> kind() {
        return kind;
    }

    /** Whether a change is given, as the filter of a deployment decides it. */
    public boolean takes(String changed, boolean itself, String kindNow) {
        return change.filter(wanted -> !wanted.equals(changed)).isEmpty()
                && (itself || !byService)
                && kind.filter(wanted -> !wanted.equals(kindNow)).isEmpty();
    }
}
