package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.restore.RestoredCopy;
import dev.lethe.restore.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Tables that were restored beside those that the suite serves from. */
public final class DynamoRestoredCopy implements RestoredCopy {
    private final Dynamo dynamo;
    private final Set<Table> tables;

    /** @param dynamo over the copies' names */
    public DynamoRestoredCopy(Dynamo dynamo, Set<Table> tables) {
        this.dynamo = dynamo;
        this.tables = Set.copyOf(tables);
    }

    /** A row as it is stored. */
    record Stored(Item item) implements Row.Image {
        Keys.Address address() {
            return new Keys.Address(Keys.Kind.valueOf(item.text("kind")), item.text("pk"), item.text("sk"));
        }

        @Override
        public String toString() {
            return "Stored[redacted]";
        }
    }

    @Override
    public Set<Table> tables() {
        return tables;
    }

    @Override
    public Page page(Table table, Optional<String> from) {
        var page = dynamo.scan(
                table,
                ScanRequest.builder().exclusiveStartKey(from.map(Cursors::start).orElse(null)));
        return new Page(page.items().stream().map(DynamoRestoredCopy::row).toList(), Cursors.of(page.next()));
    }

    @Override
    public Optional<String> keysTable() {
        return tables.contains(Table.RECORDS)
                ? dynamo.get(Keys.opening()).flatMap(DynamoDoor::keysTable)
                : Optional.empty();
    }

    private static Row row(Item item) {
        return new Row(whatIfUnderstood(item), new Stored(item));
    }

    /** One row that a later version wrote, or that somebody broke, does not keep all others from coming back. */
    private static Row.What whatIfUnderstood(Item item) {
        try {
            return what(item);
        } catch (RuntimeException _) {
            return new Row.NotUnderstood();
        }
    }

    private static Row.What what(Item item) {
        return switch (Keys.Kind.valueOf(item.text("kind"))) {
            case SUBJECT_KEY -> personsKey(item);
            case DAY_KEY -> new Row.DaysKey(LocalDate.parse(item.lastOfSortKey()), KeyItems.name(item), wrapped(item));
            case PSEUDONYM_KEY, EVIDENCE_KEY -> new Row.OtherKey(KeyItems.name(item), wrapped(item));
            case HOLD -> ofHold(item, item.lastOfSortKey());
            case HELD -> ofHold(item, item.text("pk").replaceAll(".*#", ""));
            case MESSAGE, PROFILE ->
                new Row.Content(
                        new StorageId(item.text("pk").split("#", -1)[3]),
                        Optional.of(new Row.Kept(item.text("sk"), item.instant("receivedAt"))),
                        goesAt(item));
            case DUE -> pointer(item, item.text("sk"));
            case ACTIVE -> pointer(item, item.sortKey().getFirst());
            // An answer that is given again is a day old at most; a pass and an opening belong to the tables they were
            // in; and what is kept is planned anew after every restore.
            case ANSWER, ROTATION, OPENING, RESTORE, REPLAN, RETENTION_RUN, QUARANTINED, VERIFICATION ->
                new Row.Passing();
            case CLIENT,
                    SITE,
                    TENANT,
                    CATALOG,
                    NOTICE,
                    RETENTION_SCHEDULE,
                    STANDING,
                    PURGES,
                    PURGE,
                    STATISTIC,
                    OUTBOX,
                    REQUEST,
                    INCIDENT,
                    FINDING,
                    SCOPE,
                    TIMELINE,
                    SWEEP_JOB,
                    PLACING,
                    EPOCH,
                    RECEIPT,
                    RECEIPT_INDEX,
                    CHAINED,
                    ACCESS,
                    EXPIRED,
                    REPLANNED,
                    RETENTION_RAN,
                    ENDED_DAY,
                    SWEPT -> new Row.Plain(goesAt(item));
        };
    }

    private static Row.Content pointer(Item item, String sid) {
        return new Row.Content(new StorageId(sid), Optional.empty(), goesAt(item));
    }

    private static Row.PersonsKey personsKey(Item item) {
        var parts = item.text("pk").split("#", -1);
        var wrapped = wrapped(item);
        return new Row.PersonsKey(
                new Tenant(parts[1]),
                new SubjectId(parts[3]),
                Math.toIntExact(item.number("fence")),
                item.instantIfAny("createdAt").orElseGet(() -> item.instant("erasedAt")),
                wrapped.map(_ -> KeyItems.name(item)),
                wrapped);
    }

    private static Row.OfHold ofHold(Item item, String hold) {
        var id = new HoldId(hold);
        var tenant = new Tenant(item.text("pk").split("#", -1)[1]);
        return new Row.OfHold(id, KeyName.hold(tenant, id), wrapped(item));
    }

    private static Optional<WrappedKey> wrapped(Item item) {
        return item.textIfAny("wrappedBy").map(_ -> KeyItems.wrapped(item));
    }

    private static Optional<Instant> goesAt(Item item) {
        return item.numberIfAny(Table.TTL).map(Instant::ofEpochSecond);
    }
}
