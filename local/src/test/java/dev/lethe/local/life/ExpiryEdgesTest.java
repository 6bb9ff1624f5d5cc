package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.LocalWorld;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.TableIds;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where expiry meets failure, delay, renewal and repetition. */
class ExpiryEdgesTest {
    private static final Set<String> WRITES = Set.of("TransactWriteItems", "DeleteItem", "UpdateItem");

    private Life life;

    @BeforeEach
    void begin() {
        life = new Life();
    }

    @AfterEach
    void end() {
        life.close();
    }

    @Test
    void aBatchReportsTheFirstRecordThatFailedAndTheNextDeliveryBeginsThere() {
        var event = List.of(removal("a", 11, "Service"), removal("b", 12, "Service"), removal("c", 13, "Service"));
        // The first call asks for how long such evidence is kept.
        life.calls.cutBefore(3);
        var failed = tree(life.world.lambdas().invoke(Fn.EXPIRY, Json.write(Map.of("Records", event))));
        life.calls.mend();
        assertThat(failed.get("batchItemFailures")).isEqualTo(List.of(Map.of("itemIdentifier", "12")));
        assertThat(expired()).hasSize(1);

        var rest = Json.write(Map.of("Records", event.subList(1, 3)));
        assertThat(tree(life.world.lambdas().invoke(Fn.EXPIRY, rest)).get("batchItemFailures"))
                .isEqualTo(List.of());
        assertThat(expired()).hasSize(3);
    }

    @Test
    void anAnswerThatWasLostMakesNoSecondEntry() {
        var event = Json.write(Map.of("Records", List.of(removal("a", 11, "Service"))));
        life.calls.cutAfter(2);
        var failed = tree(life.world.lambdas().invoke(Fn.EXPIRY, event));
        life.calls.mend();
        assertThat(failed.get("batchItemFailures")).isEqualTo(List.of(Map.of("itemIdentifier", "11")));
        assertThat(tree(life.world.lambdas().invoke(Fn.EXPIRY, event)).get("batchItemFailures"))
                .isEqualTo(List.of());
        assertThat(expired()).hasSize(1);
    }

    @Test
    void whatLooksLikeAnExpiryAndIsNoneLeavesNoEntry() {
        var inserted = removal("a", 11, "Service");
        inserted.put("eventName", "INSERT");
        var modified = removal("b", 12, "Service");
        modified.put("eventName", "MODIFY");
        var nobody = removal("c", 13, "Service");
        nobody.remove("userIdentity");
        var other = removal("d", 14, "Service");
        other.put("userIdentity", Map.of("principalId", "backup.amazonaws.com", "type", "Service"));
        var index = removal("e", 15, "Service");
        index.put("dynamodb", change("T#demo#DUE#2026-01-01#3", "DUE", "a".repeat(26), 15));
        var event = List.of(inserted, modified, nobody, other, index, removal("f", 16, "User"));
        var answer = life.world.lambdas().invoke(Fn.EXPIRY, Json.write(Map.of("Records", event)));
        assertThat(tree(answer).get("batchItemFailures")).isEqualTo(List.of());
        assertThat(expired()).isEmpty();
    }

    /** Before and after each call that changes something: the next run ends where an undisturbed one does. */
    @Test
    void aPurgeCutOffAtAnyCallThatChangesSomethingIsFinishedByTheNext() {
        leaveStragglers();
        var calls = life.calls.of(() -> life.world.run(Schedule.PURGE));
        var writes = new ArrayList<Integer>();
        var lastDay = calls.lastIndexOf("UpdateItem") + 1;
        for (var n = 1; n <= calls.size(); n++) {
            // Days that are settled without anything to do are all alike: of these, the last one alone.
            var empty = calls.get(n - 1).equals("UpdateItem") && n < lastDay;
            if (WRITES.contains(calls.get(n - 1)) && !empty) {
                writes.add(n);
            }
        }
        // Two messages, an index row, and the last day.
        assertThat(writes).hasSize(4);
        assertPurged(2);
        var rounds = 1;
        for (var n : writes) {
            for (var after : List.of(false, true)) {
                leaveStragglers();
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                assertThatThrownBy(() -> life.world.run(Schedule.PURGE))
                        .as("cut at call %d", n)
                        .isNotNull();
                life.calls.mend();
                life.world.run(Schedule.PURGE);
                rounds++;
                assertPurged(2 * rounds);
            }
        }
    }

    private void assertPurged(int entries) {
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).isEmpty();
        assertThat(life.rows(Table.RECORDS, "DUE")).isEmpty();
        assertThat(expired()).hasSize(entries).allMatch(row -> Life.text(row, "how")
                .equals("PURGED"));
        var ended = life.rows(Table.KEYS, "DAY_KEY").stream()
                .filter(row -> Life.text(row, "state").equals("DESTROYED"))
                .count();
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).hasSize((int) ended);
    }

    /** Two messages that are due to be purged by the next run, which has but a few days to look at. */
    private void leaveStragglers() {
        life.someone().says(1, 2, Life.SERVICE);
        life.world.clock().advance("P15D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).hasSize(2);
        life.world.clock().advance("P2D");
    }

    @Test
    void aRunTellsWhatItDid() {
        var other = new Tenant("other");
        life.publish(other);
        life.someone().says(1, 3, Life.SERVICE);
        var bot = life.as(Access.BOT, other);
        assertThat(bot.post("/v1/messages", life.someone().message(1, 2, Life.SERVICE))
                        .status())
                .isEqualTo(201);
        assertThat(purged(2, 0, 0)).isTrue();
        life.world.clock().advance("P17D");
        assertThat(purged(2, 2, 5)).isTrue();
        assertThat(purged(2, 0, 0)).isTrue();
    }

    private boolean purged(int tenants, int days, int items) {
        var report = tree(life.world.lambdas().invoke(Fn.PURGE, Json.write(Map.of("source", "aws.events"))));
        assertThat(report)
                .isEqualTo(Map.of(
                        "schedule",
                        "purge",
                        "tenants",
                        tenants,
                        "daysEnded",
                        days,
                        "itemsPurged",
                        items,
                        "itemsAnonymised",
                        0,
                        "quarantined",
                        0,
                        "paused",
                        0,
                        "failed",
                        0,
                        "complete",
                        true));
        return true;
    }

    /** Somebody whose clock is slow, and who was asleep since before the day ended, as a frozen function may be. */
    @Test
    void aDestroyedDaysKeyIsNeverMadeAgain() {
        life.someone().says(1, 1, Life.SERVICE);
        var then = life.world.clock().instant();
        var day = LocalDate.ofInstant(then, ZoneOffset.UTC).plusDays(14);
        life.world.clock().advance("P16D");
        life.world.run(Schedule.PURGE);
        var before = life.rows(Table.KEYS, "DAY_KEY");
        assertThat(before).isNotEmpty().allMatch(row -> Life.text(row, "state").equals("DESTROYED"));
        try (var kms = life.world.kmsClient()) {
            var random = new SecureRandom();
            InstantSource slow = InstantSource.fixed(then);
            var vault = new Vault(
                    new KmsKeyWrap(kms, life.world.masterKeys(), () -> new TableIds(
                                    life.world.dynamo(), life.world.tables(), slow)
                            .of(Table.KEYS)),
                    new DynamoKeyRows(new Dynamo(life.world.dynamo(), life.world.tables())),
                    new UnwrapCache(slow),
                    random,
                    new RandomIds(random),
                    slow);
            var label = new Label(
                    "records", LocalWorld.DEMO, Optional.empty(), "answer", "", "h", "answer", Optional.of(day), 1);
            assertThatThrownBy(
                            () -> vault.sealForDay(label, new Plaintext("too late".getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOfSatisfying(
                            Unopenable.class, e -> assertThat(e.reason()).isEqualTo(Unopenable.Reason.EXPIRED));
        }
        assertThat(life.rows(Table.KEYS, "DAY_KEY")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aMessageSentAgainAfterItExpiredIsNotKeptLongerWhileItIsStillThere() {
        var someone = life.someone();
        var first = someone.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P14D");
        var stored = someone.content();
        var again = someone.says(1, 1, Life.SERVICE);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.list("messages")).isEqualTo(first.list("messages"));
        assertThat(someone.content()).isEqualTo(stored);
        assertThat(someone.recalls(Life.SERVICE).list("messages")).isEmpty();
    }

    @Test
    void aMessageSentAgainAfterItWentIsAnotherWithAnEntryOfItsOwn() {
        var someone = life.someone();
        for (var times = 1; times <= 2; times++) {
            someone.says(1, 1, Life.SERVICE);
            assertThat(someone.recalls(Life.SERVICE).list("messages")).hasSize(1);
            life.world.clock().advance("P14D");
            life.world.expire();
            life.world.pump();
            assertThat(someone.content()).isEmpty();
            assertThat(expired()).hasSize(times);
        }
    }

    @Test
    void aRenewedProfileOutlivesTheDayItWasFirstDueOn() {
        var someone = life.someone();
        var body = Json.write(Map.of("subject", someone.account, "residence", "DE"));
        assertThat(life.bot.send("PUT", "/v1/subjects", body).status()).isEqualTo(200);
        life.world.clock().advance("P10D");
        assertThat(life.bot.send("PUT", "/v1/subjects", body).status()).isEqualTo(200);
        life.world.clock().advance("P8D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.RECORDS, "PROFILE")).hasSize(1);
        assertThat(expired()).isEmpty();
        life.world.clock().advance("P10D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.RECORDS, "PROFILE")).isEmpty();
        assertThat(expired()).hasSize(1);
    }

    @Test
    void whatThePurgeRemovedIsNotToldAgainByTheStream() {
        life.someone().says(1, 3, Life.SERVICE);
        life.world.clock().advance("P18D");
        life.world.run(Schedule.PURGE);
        assertThat(expired()).hasSize(3);
        life.world.expire();
        life.world.pump();
        assertThat(expired()).hasSize(3).allMatch(row -> Life.text(row, "how").equals("PURGED"));
    }

    @Test
    void anEntryMadeBeforeTheItemWentDoesNotKeepTheItem() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var row = someone.content().getFirst();
        life.world.clock().advance("P18D");
        var told = removal("x", 11, "Service");
        told.put("dynamodb", change(row, 11));
        life.world.lambdas().invoke(Fn.EXPIRY, Json.write(Map.of("Records", List.of(told))));
        assertThat(expired()).hasSize(1);
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).isEmpty();
        assertThat(expired()).hasSize(1);
    }

    private List<Map<String, AttributeValue>> expired() {
        return life.rows(Table.EVIDENCE, "EXPIRED");
    }

    /** A stream record that tells of a removal, as Lambda sends it. */
    private static Map<String, Object> removal(String message, int sequence, String identity) {
        var record = new LinkedHashMap<String, Object>();
        record.put("eventName", "REMOVE");
        record.put(
                "dynamodb",
                change("T#demo#SID#" + "a".repeat(26), "MESSAGE", "MESSAGE#cnv_x#msg_" + message, sequence));
        record.put("userIdentity", Map.of("principalId", "dynamodb.amazonaws.com", "type", identity));
        return record;
    }

    private static Map<String, Object> change(Map<String, AttributeValue> row, int sequence) {
        var ttl = Long.parseLong(
                row.getOrDefault("ttl", AttributeValue.fromN("0")).n());
        return change(Life.text(row, "pk"), "MESSAGE", Life.text(row, "sk"), sequence, ttl);
    }

    private static Map<String, Object> change(String pk, String kind, String sk, int sequence) {
        return change(
                pk, kind, sk, sequence, Instant.parse("2026-01-31T00:00:00Z").getEpochSecond());
    }

    private static Map<String, Object> change(String pk, String kind, String sk, int sequence, long ttl) {
        return Map.of(
                "OldImage",
                Map.of(
                        "pk", Map.of("S", pk),
                        "sk", Map.of("S", sk),
                        "kind", Map.of("S", kind),
                        "ttl", Map.of("N", Long.toString(ttl))),
                "SequenceNumber",
                Integer.toString(sequence),
                "ApproximateCreationDateTime",
                1_769_817_600);
    }

    private static Map<?, ?> tree(byte[] json) {
        return Json.read(json).orElse(Map.of()) instanceof Map<?, ?> map ? map : Map.of();
    }
}
