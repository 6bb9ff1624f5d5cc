package dev.lethe.api;

import java.util.Optional;
import java.util.Set;

/** What a function may do, as small bundles of AWS actions on one resource. */
public enum Grant {
    RECORDS_READ(Table.RECORDS, "GetItem", "BatchGetItem", "Query", "DescribeTable"),
    RECORDS_WRITE(Table.RECORDS, "PutItem", "UpdateItem"),
    RECORDS_DELETE(Table.RECORDS, "DeleteItem"),
    RECORDS_STREAM(Table.RECORDS, "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
    KEYS_READ(Table.KEYS, "GetItem", "BatchGetItem", "Query", "DescribeTable"),
    /** Reads every row of wrapped keys: only for what rotates them. */
    KEYS_SCAN(Table.KEYS, "Scan"),
    /** Creates keys, and raises and moves tombstones: only for functions that create or shred. */
    KEYS_WRITE(Table.KEYS, "PutItem", "UpdateItem", "ConditionCheckItem"),
    /** Removes the job row of a sweep that is done, and tombstones that nothing can come back behind any more. */
    KEYS_DELETE(Table.KEYS, "DeleteItem"),
    EVIDENCE_READ(Table.EVIDENCE, "GetItem", "Query", "DescribeTable"),
    /** Appends: every put carries {@code attribute_not_exists}. */
    EVIDENCE_APPEND(Table.EVIDENCE, "PutItem", "DescribeTable"),
    EVIDENCE_STREAM(Table.EVIDENCE, "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
    /** Puts checkpoints beside those that are there. */
    CHECKPOINTS_PUT(Bucket.CHECKPOINTS, "PutObject"),
    WRAP(MasterKey.EPOCH, "GenerateDataKey"),
    UNWRAP(MasterKey.EPOCH, "Decrypt"),
    /** Wraps anew under the current epoch's key what an earlier one wrapped, without ever showing it. */
    REWRAP(MasterKey.EPOCH, "ReEncryptFrom", "ReEncryptTo"),
    /** Makes and retires the keys of epochs. */
    EPOCHS(
            MasterKey.EPOCH,
            "CreateKey",
            "GetKeyPolicy",
            "UpdateAlias",
            "DescribeKey",
            "DisableKey",
            "EnableKey",
            "CancelKeyDeletion",
            "ScheduleKeyDeletion",
            "TagResource",
            "ListKeys",
            "ListResourceTags"),
    /** Makes and unwraps the keys of pseudonyms. */
    PSEUDONYMS(MasterKey.PSEUDONYM, "GenerateDataKey", "Decrypt"),
    /** Makes and unwraps the keys of legal holds: only for the legal role. */
    HOLDS(MasterKey.HOLD, "GenerateDataKey", "Decrypt"),
    SIGN(MasterKey.SIGNATURE, "Sign", "GetPublicKey");

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<Table> table;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<MasterKey> key;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<Bucket> bucket;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<String> actions;

    Grant(Table table, String... actions) {
        this(Optional.of(table), Optional.empty(), Optional.empty(), actions);
    }

    Grant(MasterKey key, String... actions) {
        this(Optional.empty(), Optional.of(key), Optional.empty(), actions);
    }

    Grant(Bucket bucket, String... actions) {
        this(Optional.empty(), Optional.empty(), Optional.of(bucket), actions);
    }

    Grant(Optional<Table> table, Optional<MasterKey> key, Optional<Bucket> bucket, String... actions) {
        this.table = table;
        this.key = key;
        this.bucket = bucket;
        this.actions = Set.of(actions);
    }

    /** The table it is about, indexes and stream included; absent where it is about something else. */
    public Optional<Table> table() {
        return table;
    }

    /** The key it is about; absent where it is about something else. */
    public Optional<MasterKey> key() {
        return key;
    }

    /** The bucket whose objects it is about; absent where it is about something else. */
    public Optional<Bucket> bucket() {
        return bucket;
    }

    /** Whether it reads the table's stream, rather than the table. */
    public boolean isStream() {
        return actions.contains("GetRecords");
    }

    /** IAM actions without their {@code dynamodb:}, {@code kms:} or {@code s3:}. */
    public Set<String> actions() {
        return actions;
    }
}
