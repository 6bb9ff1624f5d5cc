package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.consent.RebuildRules;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.hold.ReleaseHold;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.regime.ResponseRule;
import dev.lethe.restore.Erased;
import dev.lethe.restore.LiveTables;
import dev.lethe.restore.Row;
import dev.lethe.rights.SubjectRequest;
import dev.lethe.store.DynamoRestoredCopy.Stored;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The suite's own tables, for what takes a copy in. */
public final class DynamoLiveTables implements LiveTables {
    private final Dynamo dynamo;
    private final ResponseRule rule;

    /** @param rule by when a request that is written anew was to be answered: whose law it was under went with the row */
    public DynamoLiveTables(Dynamo dynamo, ResponseRule rule) {
        this.dynamo = dynamo;
        this.rule = rule;
    }

    @Override
    public boolean stands(Row row) {
        return dynamo.get(stored(row).address()).isPresent();
    }

    @Override
    public boolean copy(Row row) {
        return dynamo.create(stored(row).address(), stored(row).item());
    }

    @Override
    public boolean adopt(Row row, WrappedKey fresh) {
        var item = stored(row).item().copy().bytes("wrapped", fresh.bytes()).text("wrappedBy", fresh.wrappedBy());
        return dynamo.create(stored(row).address(), item);
    }

    @Override
    public boolean bury(Erased erased, Optional<Row> row) {
        var key = Keys.subjectKey(erased.tenant(), erased.subject());
        var tombstone = TombstoneItems.raise(Item.at(key).number("fence", erased.fence()), erased.at());
        // What the copy still knew of is swept, wherever it was restored to.
        row.flatMap(copied -> stored(copied).item().textIfAny("sid")).ifPresent(sid -> tombstone
                .text("state", KeyItems.ERASING)
                .text("sid", sid)
                .text("request", erased.request().value())
                .text("sweep", Shards.ofSweep(new StorageId(sid)))
                .instant("sweepAt", erased.at()));
        return dynamo.create(key, tombstone);
    }

    @Override
    public boolean endDay(Row row, Instant now) {
        var stored = stored(row);
        var tombstone = Item.at(stored.address())
                .text("state", KeyItems.DESTROYED)
                .instant("createdAt", stored.item().instant("createdAt"))
                .instant("destroyedAt", now);
        return dynamo.create(stored.address(), tombstone);
    }

    @Override
    public void erasures(Consumer<Erased> erased) {
        each(
                Table.EVIDENCE,
                ScanRequest.builder()
                        .filterExpression("#action IN (:shredded, :deferred)")
                        .expressionAttributeNames(Map.of("#action", "action"))
                        .expressionAttributeValues(Map.of(
                                ":shredded", Item.s(RebuildRules.SHREDDED),
                                ":deferred", Item.s(RebuildRules.DEFERRED))),
                item -> erased.accept(ofEvidence(item)));
        each(
                Table.RECORDS,
                ScanRequest.builder()
                        .filterExpression("#kind = :request AND attribute_exists(#fence)")
                        .expressionAttributeNames(Map.of("#kind", "kind", "#fence", "fence"))
                        .expressionAttributeValues(Map.of(":request", Item.s(Keys.Kind.REQUEST.name()))),
                item -> erased.accept(ofRequest(item)));
    }

    private static Erased ofEvidence(Item item) {
        var pk = item.text("pk").split("#", -1);
        var details = item.items("details");
        return new Erased(
                new Tenant(pk[1]),
                new SubjectId(pk[3].substring(pk[3].indexOf('/') + 1)),
                Integer.parseInt(details.getOrDefault("fence", Item.nested()).text("is")),
                details.getOrDefault(RebuildRules.ERASED_AT, Item.nested())
                        .instantIfAny("is")
                        .orElseGet(() -> item.instant("at")),
                new RequestId(details.getOrDefault("request", Item.nested()).text("is")));
    }

    private static Erased ofRequest(Item item) {
        var pk = item.text("pk").split("#", -1);
        return new Erased(
                new Tenant(pk[1]),
                new SubjectId(item.text("subject")),
                Math.toIntExact(item.number("fence")),
                item.instantIfAny("shreddedAt").orElseGet(() -> item.instant("receivedAt")),
                new RequestId(pk[3]));
    }

    @Override
    public void releases(Consumer<HoldId> hold) {
        each(
                Table.EVIDENCE,
                ScanRequest.builder()
                        .filterExpression("#action = :released")
                        .expressionAttributeNames(Map.of("#action", "action"))
                        .expressionAttributeValues(Map.of(":released", Item.s(ReleaseHold.RELEASED))),
                item -> hold.accept(new HoldId(item.text("pk").replaceAll(".*/", ""))));
    }

    @Override
    public boolean remember(Erased erased) {
        var sweeping = dynamo.get(Keys.subjectKey(erased.tenant(), erased.subject()))
                .flatMap(row -> row.textIfAny("request"))
                .filter(erased.request().value()::equals);
        var request = new SubjectRequest(
                erased.request(),
                erased.subject(),
                SubjectRequest.Type.ERASURE,
                sweeping.isPresent() ? SubjectRequest.Status.ERASING : SubjectRequest.Status.COMPLETED,
                erased.at(),
                rule.due(erased.at()),
                Optional.of(erased.at()),
                sweeping.isPresent() ? Optional.empty() : Optional.of(erased.at()),
                Optional.empty());
        var key = Keys.request(erased.tenant(), erased.request());
        return dynamo.create(key, DynamoRequests.item(key, request, erased.fence()));
    }

    @Override
    public void lives(Consumer<StorageId> sid) {
        each(
                Table.KEYS,
                ScanRequest.builder()
                        .filterExpression("#kind = :person AND #state = :live")
                        .expressionAttributeNames(Map.of("#kind", "kind", "#state", "state"))
                        .expressionAttributeValues(Map.of(
                                ":person", Item.s(Keys.Kind.SUBJECT_KEY.name()), ":live", Item.s(KeyItems.LIVE))),
                item -> sid.accept(new StorageId(item.text("sid"))));
    }

    @Override
    public void gone(WhatWent went) {
        each(
                Table.EVIDENCE,
                ScanRequest.builder()
                        .filterExpression("#kind = :expired")
                        .projectionExpression("sk, goneAt")
                        .expressionAttributeNames(Map.of("#kind", "kind"))
                        .expressionAttributeValues(Map.of(":expired", Item.s(Keys.Kind.EXPIRED.name()))),
                item -> {
                    var sid = item.sortKey().getFirst();
                    went.tell(new StorageId(sid), item.text("sk").substring(sid.length() + 1), item.instant("goneAt"));
                });
    }

    private void each(Table table, ScanRequest.Builder scan, Consumer<Item> item) {
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.scan(table, scan.exclusiveStartKey(from.isEmpty() ? null : from));
            page.items().forEach(item);
            from = page.next();
        } while (!from.isEmpty());
    }

    @Override
    public Optional<Standing> standing(Tenant tenant, SubjectId subject) {
        return dynamo.get(Keys.standing(tenant, subject)).map(item -> StandingItems.standing(Optional.of(item)));
    }

    @Override
    public Map<ReceiptId, Stand> stands(Tenant tenant, SubjectId subject) {
        var stands = new LinkedHashMap<ReceiptId, Stand>();
        var first = Keys.receipt(tenant, subject, "");
        Map<String, AttributeValue> from = Map.of();
        do {
            var page = dynamo.query(
                    Table.EVIDENCE,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk AND begins_with(sk, :receipts)")
                            .expressionAttributeValues(
                                    Map.of(":pk", Item.s(first.pk()), ":receipts", Item.s(first.sk())))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            for (var item : page.items()) {
                var stand = StandingItems.stand(item);
                stands.put(stand.receipt(), stand);
            }
            from = page.next();
        } while (!from.isEmpty());
        return stands;
    }

    @Override
    public boolean rewrite(Tenant tenant, SubjectId subject, Optional<Standing> read, Standing next) {
        var key = Keys.standing(tenant, subject);
        return dynamo.transact(List.of(dynamo.replacing(
                        key,
                        StandingItems.item(key, next),
                        read.map(Standing::revision).orElse(0L))))
                instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Catalog catalog(Tenant tenant) {
        return NoticeItems.catalog(dynamo.get(Keys.catalog(tenant)));
    }

    @Override
    public boolean hasNotice(Tenant tenant, NoticeId notice, int version) {
        return dynamo.get(Keys.notice(tenant, notice, version)).isPresent();
    }

    @Override
    public boolean rewrite(Tenant tenant, Catalog read, Catalog next) {
        var key = Keys.catalog(tenant);
        return dynamo.transact(List.of(dynamo.replacing(key, NoticeItems.item(key, next), read.revision())))
                instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Optional<Progress> progress() {
        return dynamo.get(Keys.restore())
                .map(item -> new Progress(
                        item.text("step"),
                        item.textIfAny("cursor"),
                        item.instant("startedAt"),
                        item.textIfAny("evidenceLost").isPresent()));
    }

    @Override
    public void keep(Progress progress) {
        var item = Item.at(Keys.restore()).text("step", progress.step()).instant("startedAt", progress.startedAt());
        progress.cursor().ifPresent(cursor -> item.text("cursor", cursor));
        if (progress.evidenceLost()) {
            item.text("evidenceLost", "yes");
        }
        dynamo.put(Keys.restore(), item);
    }

    @Override
    public void done() {
        dynamo.delete(Keys.restore());
    }

    private static Stored stored(Row row) {
        return (Stored) row.image();
    }
}
