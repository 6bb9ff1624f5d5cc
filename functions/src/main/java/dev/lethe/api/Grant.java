package dev.lethe.api;

import java.util.Optional;
import java.util.Set;

/** What a function or an operator may do, as small bundles of AWS actions on one resource. */
public enum Grant {
    RECORDS_READ(Table.RECORDS, "GetItem", "BatchGetItem", "Query", "DescribeTable"),
    RECORDS_WRITE(Table.RECORDS, "PutItem", "UpdateItem"),
    RECORDS_DELETE(Table.RECORDS, "DeleteItem"),
    /** Reads every row: only for who checks that nothing outstays its time, and for an operator who restores. */
    RECORDS_SCAN(Table.RECORDS, "Scan"),
    /** Looks after what is promised of a table besides its rows, and copies it as it was: only for an operator who restores. */
    RECORDS_CARE(Table.RECORDS, Actions.CARE),
    /** Reads restored copies, and makes and removes them: only for an operator who restores. */
    RECORDS_COPIES(Of.COPIES, Table.RECORDS, Actions.COPIES),
    RECORDS_STREAM(Table.RECORDS, "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
    KEYS_READ(Table.KEYS, "GetItem", "BatchGetItem", "Query", "DescribeTable"),
    /** Reads every row of wrapped keys: only for who rotates, verifies or restores them, or has to find everybody. */
    KEYS_SCAN(Table.KEYS, "Scan"),
    /** Creates keys, and raises and moves tombstones: only for functions that create or shred. */
    KEYS_WRITE(Table.KEYS, "PutItem", "UpdateItem", "ConditionCheckItem"),
    /** Removes the job row of a sweep that is done, and tombstones that nothing can come back behind any more. */
    KEYS_DELETE(Table.KEYS, "DeleteItem"),
    KEYS_CARE(Table.KEYS, Actions.CARE),
    KEYS_COPIES(Of.COPIES, Table.KEYS, Actions.COPIES),
    EVIDENCE_READ(Table.EVIDENCE, "GetItem", "Query", "DescribeTable"),
    /** Appends: every put carries {@code attribute_not_exists}. */
    EVIDENCE_APPEND(Table.EVIDENCE, "PutItem", "DescribeTable"),
    EVIDENCE_SCAN(Table.EVIDENCE, "Scan"),
    EVIDENCE_CARE(Table.EVIDENCE, Actions.CARE),
    EVIDENCE_COPIES(Of.COPIES, Table.EVIDENCE, Actions.COPIES),
    EVIDENCE_STREAM(Table.EVIDENCE, "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
    /** Puts checkpoints beside those that are there. */
    CHECKPOINTS_PUT(Bucket.CHECKPOINTS, "PutObject"),
    /** Lists checkpoints and reads them: only for an operator who takes evidence out. */
    CHECKPOINTS_READ(Bucket.CHECKPOINTS, "GetObject", "ListBucket"),
    /** Tells other systems something: only for who delivers what was written for them. */
    BUS_PUT(EventBus.SUITE, "PutEvents"),
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
    /** Unwraps the keys of pseudonyms, or wraps anew what a copy held of them; makes none. */
    PSEUDONYMS_KEPT(MasterKey.PSEUDONYM, "Decrypt", "ReEncryptTo"),
    /** The same for the keys of legal holds. */
    HOLDS_KEPT(MasterKey.HOLD, "Decrypt", "ReEncryptTo"),
    /** Takes over what a restored copy holds wrapped, which is bound to the table that was copied. Shows none of it. */
    EPOCH_OF_COPIES(Of.COPIES, MasterKey.EPOCH, "ReEncryptFrom"),
    PSEUDONYM_OF_COPIES(Of.COPIES, MasterKey.PSEUDONYM, "ReEncryptFrom"),
    HOLD_OF_COPIES(Of.COPIES, MasterKey.HOLD, "ReEncryptFrom"),
    SIGN(MasterKey.SIGNATURE, "Sign", "GetPublicKey");

    /** Whether it is about what the suite runs on, or about restored copies of it. */
    private enum Of {
        LIVE,
        COPIES
    }

    /** What is the same for every table. */
    private static final class Actions {
        static final String[] CARE = {
            "DescribeTimeToLive",
            "UpdateTimeToLive",
            "DescribeContinuousBackups",
            "UpdateContinuousBackups",
            "UpdateTable",
            "RestoreTableToPointInTime"
        };

        /** To restore into a table takes every one of these on it. */
        static final String[] COPIES = {
            "RestoreTableToPointInTime",
            "DescribeTable",
            "GetItem",
            "Query",
            "Scan",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "DeleteTable"
        };
    }

    private final Of of;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<Table> table;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<MasterKey> key;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<Bucket> bucket;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Optional<EventBus> bus;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<String> actions;

    Grant(Table table, String... actions) {
        this(Of.LIVE, table, actions);
    }

    Grant(Of of, Table table, String... actions) {
        this(of, Optional.of(table), Optional.empty(), Optional.empty(), Optional.empty(), actions);
    }

    Grant(MasterKey key, String... actions) {
        this(Of.LIVE, key, actions);
    }

    Grant(Of of, MasterKey key, String... actions) {
        this(of, Optional.empty(), Optional.of(key), Optional.empty(), Optional.empty(), actions);
    }

    Grant(Bucket bucket, String... actions) {
        this(Of.LIVE, Optional.empty(), Optional.empty(), Optional.of(bucket), Optional.empty(), actions);
    }

    Grant(EventBus bus, String... actions) {
        this(Of.LIVE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(bus), actions);
    }

    Grant(
            Of of,
            Optional<Table> table,
            Optional<MasterKey> key,
            Optional<Bucket> bucket,
            Optional<EventBus> bus,
            String... actions) {
        this.of = of;
        this.table = table;
        this.key = key;
        this.bucket = bucket;
        this.bus = bus;
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

    /** The bucket it is about, objects included; absent where it is about something else. */
    public Optional<Bucket> bucket() {
        return bucket;
    }

    /** The event bus it is about; absent where it is about something else. */
    public Optional<EventBus> bus() {
        return bus;
    }

    /**
     * Whether it is about restored copies: tables that are called after the one it names, as {@code lethe-records-restored} is, or
     * what such a table holds wrapped.
     */
    public boolean isOfCopies() {
        return of == Of.COPIES;
    }

    /** Whether it reads the table's stream, rather than the table. */
    public boolean isStream() {
        return actions.contains("GetRecords");
    }

    /** IAM actions without their {@code dynamodb:}, {@code events:}, {@code kms:} or {@code s3:}. */
    public Set<String> actions() {
        return actions;
    }
}
