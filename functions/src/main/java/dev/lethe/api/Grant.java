package dev.lethe.api;

import java.util.Optional;
import java.util.Set;

/** What a function may do, as small bundles of AWS actions on one resource. */
public enum Grant {
    RECORDS_READ(Table.RECORDS, "GetItem", "BatchGetItem", "Query"),
    RECORDS_WRITE(Table.RECORDS, "PutItem", "UpdateItem", "BatchWriteItem"),
    RECORDS_DELETE(Table.RECORDS, "DeleteItem"),
    RECORDS_STREAM(Table.RECORDS, "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
    KEYS_READ(Table.KEYS, "GetItem", "BatchGetItem", "Query", "DescribeTable"),
    /** Creates keys, and raises and moves tombstones: only for functions that create or shred. */
    KEYS_WRITE(Table.KEYS, "PutItem", "UpdateItem"),
    /** Removes the job row of a sweep that is done; key rows are never deleted by it, for they have tombstones. */
    KEYS_DELETE(Table.KEYS, "DeleteItem"),
    EVIDENCE_READ(Table.EVIDENCE, "GetItem", "Query"),
    /** Appends: every put carries {@code attribute_not_exists}. */
    EVIDENCE_APPEND(Table.EVIDENCE, "PutItem"),
    WRAP("GenerateDataKey"),
    UNWRAP("Decrypt");

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<Table> table;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<String> actions;

    Grant(Table table, String... actions) {
        this.table = Optional.of(table);
        this.actions = Set.of(actions);
    }

    Grant(String... actions) {
        this.table = Optional.empty();
        this.actions = Set.of(actions);
    }

    /** The table it is about, indexes included; absent for the key service. */
    public Optional<Table> table() {
        return table;
    }

    /** IAM actions without their {@code dynamodb:} or {@code kms:}. */
    public Set<String> actions() {
        return actions;
    }
}
