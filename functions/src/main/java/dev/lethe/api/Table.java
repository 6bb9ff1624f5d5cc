package dev.lethe.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every table, by what it promises. A table is the unit of backup, stream, expiry and permission. Every one has a
 * partition key {@code pk} and a sort key {@code sk}, both text.
 */
public enum Table {
    /** Recoverable, and expires: sealed content, what stands per purpose, notices, registries, work to do. */
    RECORDS(true, true, 35, List.of(new Index("by-time", true, "pk", "at"))),
    /** Forgettable: wrapped keys and tombstones, and nothing else. No stream and no expiry, so that nothing copies it. */
    KEYS(false, false, 7, List.of(new Index("by-sweep", false, "sweep", "sweepAt"))),
    /** Append-only: receipts and evidence by pseudonym, without content. */
    EVIDENCE(true, true, 35, List.of());

    /**
     * A sparse secondary index over two text attributes, holding keys only.
     *
     * @param local whether it shares the table's partition key, so that it can be read consistently
     */
    public record Index(String indexName, boolean local, String partitionKey, String sortKey) {}

    /** The attribute that DynamoDB expires by, in seconds since 1970. */
    public static final String TTL = "ttl";

    private final boolean streams;
    private final boolean expires;
    private final int recoveryDays;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final List<Index> indexes;

    Table(boolean streams, boolean expires, int recoveryDays, List<Index> indexes) {
        this.streams = streams;
        this.expires = expires;
        this.recoveryDays = recoveryDays;
        this.indexes = indexes;
    }

    /** Whether it has a stream of new and old images. */
    public boolean streams() {
        return streams;
    }

    /** Whether rows leave it by their {@link #TTL}. */
    public boolean expires() {
        return expires;
    }

    /** How many days back it can be restored to any second. */
    public int recoveryDays() {
        return recoveryDays;
    }

    public List<Index> indexes() {
        return indexes;
    }

    /** What it is called in a deployment. */
    public String deployedName(String prefix) {
        return prefix + "-" + name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that tells a function what it is called. */
    public String variable() {
        return "LETHE_TABLE_" + name();
    }

    /** The only index it has. */
    public Optional<Index> index() {
        return indexes.stream().findFirst();
    }
}
