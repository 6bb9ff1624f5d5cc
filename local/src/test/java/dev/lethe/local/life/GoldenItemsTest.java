package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyRows.DayState;
import dev.lethe.crypto.KeyState;
import dev.lethe.http.Json;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Closed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.LocalWorld;
import dev.lethe.retention.Anonymised;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoConsentLedger;
import dev.lethe.store.DynamoDoor;
import dev.lethe.store.DynamoEpochs;
import dev.lethe.store.DynamoErasures;
import dev.lethe.store.DynamoExpiryLog;
import dev.lethe.store.DynamoHolds;
import dev.lethe.store.DynamoIncidents;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.DynamoMessages;
import dev.lethe.store.DynamoNotices;
import dev.lethe.store.DynamoReceipts;
import dev.lethe.store.DynamoRequests;
import dev.lethe.store.DynamoSchedules;
import dev.lethe.store.DynamoScopes;
import dev.lethe.store.DynamoStatistics;
import dev.lethe.store.DynamoStragglers;
import dev.lethe.store.DynamoSubjectFiles;
import dev.lethe.store.DynamoTenants;
import dev.lethe.store.Eraser;
import dev.lethe.store.EvidencePeriods;
import dev.lethe.store.Keys.Kind;
import dev.lethe.store.OutboxItems;
import dev.lethe.store.TableIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item of every kind as schema version 1 wrote it: today's code reads yesterday's data. New kinds are written by {@code
 * -Dlethe.write=true}; a file that is there is never written again.
 */
class GoldenItemsTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("lethe.root", ".."), "local", "src", "test", "resources", "golden");

    @ParameterizedTest
    @EnumSource
    void everyKindHasAGoldenItemOfItsOwn(Kind kind) throws IOException {
        if (Boolean.getBoolean("lethe.write") && !Files.exists(file(kind))) {
            write();
        }
        var item = golden(kind);
        assertThat(Life.text(item, "kind")).isEqualTo(kind.name());
        assertThat(item).containsEntry("schema", AttributeValue.fromN("1"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAboutAPersonHasAnEraserAndAGround(Kind kind) {
        assertThat(kind.personal()).isEqualTo(kind.eraser() != Eraser.NOBODY);
        assertThat(kind.ground()).isNotBlank();
        assertThat(kind.content()).as("content is swept").isEqualTo(kind.content() && kind.eraser() == Eraser.SWEEP);
    }

    @Test
    void todaysAdaptersReadYesterdaysItems() throws IOException {
        try (var life = new Life()) {
            var tenant = LocalWorld.DEMO;
            for (var kind : Kind.values()) {
                var item = golden(kind);
                life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(kind.table()))
                        .item(item));
            }
            var dynamo = new Dynamo(life.world.dynamo(), life.world.tables());
            var rows = new DynamoKeyRows(dynamo);
            var subject = new SubjectId(part(Kind.SUBJECT_KEY, "pk", 3));
            assertThat(rows.subject(tenant, subject)).isInstanceOf(KeyState.Live.class);
            assertThat(rows.day(tenant, LocalDate.parse(part(Kind.DAY_KEY, "sk", 1))))
                    .isInstanceOf(DayState.Live.class);
            assertThat(rows.tenantKey(KeyName.pseudonym(tenant, 1))).isPresent();
            assertThat(rows.tenantKey(KeyName.evidence(tenant, Year.parse(part(Kind.EVIDENCE_KEY, "sk", 1)))))
                    .isPresent();

            assertThat(new DynamoEpochs(dynamo).all()).singleElement().satisfies(epoch -> assertThat(epoch.arn())
                    .isPresent());
            assertThat(new DynamoEpochs(dynamo).pass()).isPresent();
            // Yesterday's opening was of yesterday's tables.
            var door =
                    new DynamoDoor(dynamo, new TableIds(life.world.dynamo(), life.world.tables(), life.world.clock()));
            assertThatThrownBy(door::enter).isInstanceOf(Closed.class);
            door.open(life.world.clock().instant());
            var stands = new DynamoSubjectFiles(dynamo, door)
                    .read(tenant, new SubjectId(part(Kind.STANDING, "pk", 3)), Optional.empty());
            assertThat(stands.standing().purposes()).isNotEmpty();
            assertThat(stands.catalog().purposes()).hasSize(3);
            assertThat(new DynamoNotices(dynamo, new RandomIds(new SplittableRandom(1)))
                            .version(tenant, new NoticeId("chat"), 1))
                    .isPresent();
            assertThat(new DynamoConsentLedger(dynamo).history(tenant, new SubjectId(part(Kind.RECEIPT, "pk", 3)), 10))
                    .hasSize(1);
            assertThat(new DynamoReceipts(dynamo).find(tenant, new ReceiptId(part(Kind.RECEIPT_INDEX, "pk", 3))))
                    .get()
                    .extracting(found -> found.subject().value())
                    .isEqualTo(part(Kind.RECEIPT, "pk", 3));
            var page = new DynamoMessages(dynamo)
                    .page(
                            tenant,
                            new StorageId(part(Kind.MESSAGE, "pk", 3)),
                            new ConversationId(part(Kind.MESSAGE, "sk", 1)),
                            Optional.empty(),
                            10);
            assertThat(page.messages()).hasSize(1);
            assertThat(new DynamoRequests(dynamo).find(tenant, new RequestId(part(Kind.REQUEST, "pk", 3))))
                    .isPresent();
            assertThat(new DynamoErasures(dynamo).due(Instant.parse("2126-01-01T00:00:00Z"), 10))
                    .extracting(sweep -> sweep.sid().value())
                    .contains(part(Kind.SWEEP_JOB, "sk", 1));
            var log = new DynamoExpiryLog(dynamo, new EvidencePeriods(new DynamoSchedules(dynamo), life.world.clock()));
            assertThat(new DynamoStragglers(dynamo, log).due(tenant, LocalDate.parse(part(Kind.DUE, "pk", 3)), 10))
                    .hasSize(1);
            var statistics = new DynamoStatistics(dynamo);
            assertThat(statistics.of(tenant, statistics.lastDay(tenant).orElseThrow()))
                    .singleElement()
                    .satisfies(of -> assertThat(of.people()).isEqualTo(Map.of("parcel", 25)));
            var holds = new DynamoHolds(dynamo);
            var hold = holds.find(tenant, new HoldId(part(Kind.HOLD, "sk", 1))).orElseThrow();
            assertThat(hold.key()).isPresent();
            assertThat(holds.copies(hold, Optional.empty(), 10).copies()).hasSize(1);
            var ends = LocalDate.EPOCH;
            rows.createDay(tenant, ends, hold.key().orElseThrow().wrapped(), Instant.EPOCH);
            assertThat(rows.destroy(tenant, ends, Anonymised.NOTHING, Instant.EPOCH))
                    .as("no hold is being placed")
                    .isTrue();
            var incidents = new DynamoIncidents(dynamo);
            var incident = incidents
                    .find(tenant, new IncidentId(Life.text(golden(Kind.INCIDENT), "sk")))
                    .orElseThrow();
            assertThat(incident.owed()).isNotEmpty();
            assertThat(incidents.due(tenant, Instant.parse("2126-01-01T00:00:00Z"), 10))
                    .hasSize(1);
            assertThat(incidents.timeline(tenant, new IncidentId(part(Kind.TIMELINE, "pk", 3)), 0, 10))
                    .isNotEmpty();
            assertThat(new DynamoScopes(dynamo).due(tenant, Instant.parse("2126-01-01T00:00:00Z"), 10))
                    .hasSize(1);
            assertThat(incidents.sighting(tenant, part(Kind.FINDING, "pk", 3))).isPresent();
            var tenants = new DynamoTenants(dynamo, life.world.clock());
            assertThat(tenants.of(new ClientId(part(Kind.CLIENT, "pk", 1)))).contains(tenant);
            assertThat(tenants.at(new Site(part(Kind.SITE, "pk", 1)))).contains(tenant);
        }
    }

    @Test
    void todaysDeliveryReadsYesterdaysEvents() throws IOException {
        var row = golden(Kind.OUTBOX);
        assertThat(OutboxItems.event(
                        Life.text(row, "pk"), Life.text(row, "sk"), Life.text(row, "type"), Life.text(row, "detail")))
                .isPresent();
        assertThat(OutboxItems.event(
                        Life.text(row, "pk") + "a",
                        Life.text(row, "sk"),
                        Life.text(row, "type"),
                        Life.text(row, "detail")))
                .as("moved to somebody else")
                .isEmpty();
    }

    private static String part(Kind kind, String name, int at) throws IOException {
        return Life.text(golden(kind), name).split("#", -1)[at];
    }

    private static Path file(Kind kind) {
        return GOLDEN.resolve(kind.name() + ".json");
    }

    private static Map<String, AttributeValue> golden(Kind kind) throws IOException {
        var item = new LinkedHashMap<String, AttributeValue>();
        if (Json.read(Files.readAllBytes(file(kind))).orElseThrow() instanceof Map<?, ?> tree) {
            tree.forEach((name, value) -> item.put(String.valueOf(name), value((Map<?, ?>) value)));
        }
        return item;
    }

    private static AttributeValue value(Map<?, ?> tree) {
        var type = String.valueOf(tree.keySet().iterator().next());
        var value = tree.values().iterator().next();
        return switch (type) {
            case "S" -> AttributeValue.fromS(String.valueOf(value));
            case "N" -> AttributeValue.fromN(String.valueOf(value));
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(String.valueOf(value))));
            case "M" ->
                AttributeValue.fromM(((Map<?, ?>) value)
                        .entrySet().stream()
                                .collect(Collectors.toMap(
                                        field -> String.valueOf(field.getKey()),
                                        field -> value((Map<?, ?>) field.getValue()))));
            default -> throw new AssertionError("a golden item has texts, numbers, bytes and maps");
        };
    }

    /** Lives a life in which every kind of item comes up, and keeps the first of each kind there is no file for. */
    private static void write() throws IOException {
        Files.createDirectories(GOLDEN);
        try (var life = new Life()) {
            var stays = life.someone();
            stays.decide(Life.CHATS, "grant", "as it is");
            stays.says(1, 1, Life.CHATS);
            stays.recalls(Life.CHATS);
            life.bot.send("PUT", "/v1/subjects", Json.write(Map.of("subject", stays.account, "locale", "de")));
            life.bot.send(
                    "POST",
                    "/v1/permissions",
                    Json.write(Map.of("subject", stays.account, "purposes", List.of("service"))));
            life.bot.send(
                    "POST",
                    "/v1/messages",
                    Json.write(stays.message(2, 2, Life.CHATS)),
                    Map.of("Idempotency-Key", "golden"));
            var desk = new ResponseDesk(life);
            desk.scope(desk.confirmed(), Map.of());
            assertThat(desk.bring(finding())).hasToString("{opened=1, updated=0, known=0}");
            var held = life.as(Access.OFFICER, LocalWorld.DEMO)
                    .post(
                            "/v1/holds",
                            Map.of(
                                    "subject", stays.subject(),
                                    "reference", "golden",
                                    "reviewOn",
                                            LocalDate.ofInstant(
                                                            life.world.clock().instant(), ZoneOffset.UTC)
                                                    .plusDays(90)
                                                    .toString()));
            assertThat(held.text("status")).isEqualTo("held");
            keep(life);
            plan(life);
            var leaves = life.someone().agrees();
            leaves.says(1, 1, Life.CHATS);
            leaves.forgets();
            var ask = leaves.says(2, 2, Life.CHATS).text("ask", "ask");
            life.bot.post("/v1/consents", Map.of("subject", leaves.account, "ask", ask, "button", "refuse"));
            keep(life);
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT1H");
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("P31D");
            life.world.expire();
            life.world.pump();
            life.world.run(Schedule.PURGE);
            life.world.run(Schedule.VERIFY);
            keep(life);
            life.world.operators().rotateKeys().run(true, () -> Duration.ofHours(1), _ -> {});
            life.world.clock().advance("PT1H");
            life.world.operators().rotateKeys().run(() -> Duration.ofHours(1));
            life.world.clock().advance("PT1H");
            life.world.operators().rotateKeys().run(() -> Duration.ofHours(1));
            keep(life);
            life.world.operators().restore(life.world.backup("golden")).run(_ -> keepQuietly(life));
        }
    }

    /** What is kept is planned anew, and something is found that is not of the form items have. */
    private static void plan(Life life) throws IOException {
        var officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        var rule = Map.of(
                "purpose", Life.CHATS, "category", "message-text", "keep", "P20D", "reasons", Map.of("en", "golden"));
        var schedule = Map.of("locale", "en", "rules", List.of(rule), "evidence", List.of());
        assertThat(officer.send("PUT", "/v1/retention-schedule", Json.write(schedule))
                        .status())
                .isEqualTo(201);
        var changes = life.someone().agrees();
        changes.says(1, 1, Life.CHATS);
        changes.decide(Life.CHATS, "withdraw");
        keep(life);
        life.world.clock().advance("PT21M");
        life.world.run(Schedule.REPLAN);
        var odd = life.someone();
        odd.says(1, 1, Life.SERVICE);
        var key = new LinkedHashMap<>(odd.content().getFirst());
        key.keySet().retainAll(List.of("pk", "sk"));
        life.world.dynamo().updateItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(key)
                .updateExpression("SET kind = :odd")
                .expressionAttributeValues(Map.of(":odd", AttributeValue.fromS("ODDITY"))));
        life.world.clock().advance("P18D");
        life.world.run(Schedule.PURGE);
        keep(life);
        life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(key));
    }

    private static Map<String, Object> finding() {
        return Map.of(
                "source",
                "aws.guardduty",
                "detail-type",
                "GuardDuty Finding",
                "detail",
                Map.of(
                        "id", "golden",
                        "type", "golden",
                        "severity", 8,
                        "createdAt", "2026-01-01T00:00:00.000Z",
                        "updatedAt", "2026-01-01T00:00:00.000Z"));
    }

    private static void keepQuietly(Life life) {
        try {
            keep(life);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Life life) throws IOException {
        for (var kind : Kind.values()) {
            var first = life.rows(kind.table(), kind.name()).stream().findFirst();
            if (first.isPresent() && !Files.exists(file(kind))) {
                var tree = new TreeMap<String, Object>();
                first.get().forEach((name, value) -> tree.put(name, tree(value)));
                Files.write(file(kind), Json.writePretty(tree));
            }
        }
    }

    private static Map<String, Object> tree(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            default -> {
                var fields = new TreeMap<String, Object>();
                value.m().forEach((name, field) -> fields.put(name, tree(field)));
                yield Map.of("M", fields);
            }
        };
    }

    @Test
    void noGoldenItemIsLeftOver() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Kind.values()).map(Enum::name).toList());
        }
    }

    @Test
    void goldenItemsHoldNoWordOfAnybody() throws IOException {
        for (var kind : Kind.values()) {
            assertThat(new String(Files.readAllBytes(file(kind)), StandardCharsets.UTF_8))
                    .doesNotContain("message number", "24601337", "Canary");
        }
    }
}
