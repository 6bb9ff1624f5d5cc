package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.kernel.ClientId;
import dev.lethe.local.demo.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Erasing somebody, whatever else happens at the same time. */
class ErasureTest {
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void theKeyIsDestroyedInTheRequestItself() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        var asked = someone.forgets();
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("erasing");
        assertThat(asked.text("rule")).isEqualTo("eu_gdpr.rights.response");
        assertThat(Instant.parse(asked.text("dueAt")))
                .isAfter(life.world.clock().instant());
        var row = someone.keyRow();
        assertThat(row).doesNotContainKeys("wrapped", "wrappedBy").containsEntry("fence", AttributeValue.fromN("1"));
        assertThat(Life.text(row, "state")).isEqualTo("ERASING");
    }

    @Test
    void aWarmFunctionOpensNothingAndStoresNothingFromTheNextRequestOn() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(3);
        someone.forgets();
        var stored = someone.content().size();
        assertThat(someone.recalls(Life.CHATS).status()).isEqualTo(410);
        assertThat(someone.says(4, 4, Life.CHATS).text("type")).isEqualTo("/problems/subject-erased");
        assertThat(someone.says(4, 4, Life.SERVICE).status()).isEqualTo(410);
        assertThat(someone.content()).hasSize(stored);
    }

    @Test
    void askingAgainMeanwhileIsTheSameRequest() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        var first = someone.forgets();
        assertThat(someone.forgets().body()).isEqualTo(first.body());
    }

    @Test
    void somebodyUnknownGetsATombstoneSoThatNoLateWriterMakesAKey() {
        var someone = life.someone();
        var asked = someone.forgets();
        assertThat(asked.text("status")).isEqualTo("completed");
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
        assertThat(someone.says(1, 1, Life.SERVICE).status()).isEqualTo(410);
    }

    @Test
    void whoComesBackBeginsANewLifeAndTheOldOneIsStillSwept() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var oldSid = Life.text(someone.keyRow(), "sid");
        var request = someone.forgets().text("request");
        var refused = someone.says(3, 3, Life.CHATS);
        assertThat(refused.status()).isEqualTo(410);
        var back = life.bot.post(
                "/v1/consents",
                Map.of("subject", someone.account, "ask", refused.text("ask", "ask"), "button", "grant.chat-history"));
        assertThat(back.status()).isEqualTo(201);
        assertThat(someone.says(3, 3, Life.CHATS).status()).isEqualTo(201);

        assertThat(Life.text(someone.keyRow(), "sid")).isNotEqualTo(oldSid).hasSize(26);
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
        sweepToTheEnd();
        assertThat(life.bot.get("/v1/requests/" + request).text("status")).isEqualTo("completed");
        assertThat(mentions(oldSid)).isEmpty();
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
    }

    @Test
    void anAskMadeBeforeTheErasureGrantsNothingAfterIt() {
        var someone = life.someone();
        var ask = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        life.world.clock().advance("PT1S");
        someone.forgets();
        var late = life.bot.post(
                "/v1/consents", Map.of("subject", someone.account, "ask", ask, "button", "grant.chat-history"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
    }

    @Test
    void anAskMadeBeforeTheErasureGrantsNothingEvenAfterTheReturn() {
        var someone = life.someone();
        var old = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        life.world.clock().advance("PT1S");
        someone.forgets();
        life.world.clock().advance("PT1S");
        var fresh = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        assertThat(press(someone, fresh, "refuse").status()).isEqualTo(201);
        assertThat(someone.says(1, 1, Life.SERVICE).status()).isEqualTo(201);
        assertThat(press(someone, old, "grant.chat-history").status()).isEqualTo(409);
        assertThat(press(someone, fresh, "grant.chat-history").status())
                .as("a no since then")
                .isEqualTo(409);
    }

    @Test
    void onlyAnAnswerToAnAskMadeSinceOpensATombstone() {
        var someone = life.someone();
        var old = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        life.world.clock().advance("PT1S");
        someone.forgets();
        assertThat(someone.decide(Life.CHATS, "grant").status())
                .as("reported by the bot")
                .isEqualTo(409);
        someone.decide(Life.CHATS, "refuse");
        press(someone, old, "refuse");
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
        assertThat(someone.says(1, 1, Life.SERVICE).status()).isEqualTo(410);
    }

    private static Http.Answer press(Life.Someone someone, String ask, String button) {
        return life.bot.post("/v1/consents", Map.of("subject", someone.account, "ask", ask, "button", button));
    }

    @Test
    void aStragglerPutThereAfterTheFirstSweepIsFoundBeforeItIsCalledDone() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var sid = Life.text(someone.keyRow(), "sid");
        var late = someone.content().getFirst();
        var request = someone.forgets().text("request");
        life.world.run(Schedule.ERASURE);
        assertThat(someone.content()).isEmpty();
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(late));

        life.world.advance("PT21M");
        assertThat(life.bot.get("/v1/requests/" + request).text("status")).isEqualTo("erasing");
        sweepToTheEnd();
        assertThat(life.bot.get("/v1/requests/" + request).text("status")).isEqualTo("completed");
        assertThat(mentions(sid)).isEmpty();
    }

    @Test
    void whatStandsThereThatNobodyKnowsGoesToo() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        var sid = Life.text(someone.keyRow(), "sid");
        var content = AttributeValue.fromS(Life.text(someone.content().getFirst(), "pk"));
        for (var strange : List.of(
                Map.of("sk", AttributeValue.fromS("A"), "kind", AttributeValue.fromS("OF_A_LATER_VERSION")),
                Map.of("sk", AttributeValue.fromS("B"), "kind", AttributeValue.fromS("MESSAGE")),
                Map.of("sk", AttributeValue.fromS("Z")))) {
            var row = new HashMap<>(strange);
            row.put("pk", content);
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                    .item(row));
        }
        var request = someone.forgets().text("request");
        sweepToTheEnd();
        assertThat(life.bot.get("/v1/requests/" + request).text("status")).isEqualTo("completed");
        assertThat(mentions(sid)).isEmpty();
    }

    @Test
    void aSweepThatIsCutOffAtAnyCallIsFinishedByALaterOne() {
        for (var n = 1; n <= 12; n++) {
            var someone = life.someone().agrees();
            someone.says(1, 2, Life.CHATS);
            var sid = Life.text(someone.keyRow(), "sid");
            var request = someone.forgets().text("request");
            for (var round = 0; round < 2; round++) {
                life.calls.cutBefore(n);
                try {
                    life.world.run(Schedule.ERASURE);
                } catch (RuntimeException _) {
                    // Cut off: the schedule comes again.
                }
                life.calls.mend();
                life.world.clock().advance("PT21M");
            }
            sweepToTheEnd();
            assertThat(life.bot.get("/v1/requests/" + request).text("status"))
                    .as("cut at call %d", n)
                    .isEqualTo("completed");
            assertThat(mentions(sid)).as("cut at call %d", n).isEmpty();
        }
    }

    @Test
    void nothingWrittenAtTheSameTimeIsReadableAfterwards() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<Integer>>();
            for (var i = 2; i < 22; i++) {
                var n = i;
                running.add(threads.submit(() -> n == 11
                        ? someone.forgets().status()
                        : someone.says(n, n, Life.CHATS).status()));
            }
            for (var one : running) {
                statuses.add(one.get());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(statuses).contains(202).allMatch(status -> List.of(201, 202, 410, 403, 503)
                .contains(status));
        assertThat(someone.recalls(Life.CHATS).status()).isEqualTo(410);
        sweepToTheEnd();
        assertThat(someone.content()).isEmpty();
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
    }

    @Test
    void theChainOfEvidenceIsWholeFromTheFirstConsentToTheErasure() {
        var someone = life.someone().agrees();
        someone.decide("training", "refuse");
        someone.decide(Life.CHATS, "withdraw");
        someone.forgets();
        var subject = someone.asks().text("subject");
        var entries = life.rows(Table.EVIDENCE, "CHAINED").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#subject/" + subject))
                .sorted(Comparator.comparing(row -> Life.text(row, "sk")))
                .toList();
        assertThat(entries).hasSize(4);
        var head = ChainHead.START;
        for (var row : entries) {
            var entry = entry("subject/" + subject, row);
            assertThat(entry.follows(head)).isTrue();
            head = entry.head();
        }
        var forged = new HashMap<>(entries.getFirst());
        forged.put("action", AttributeValue.fromS("something.else"));
        assertThat(entry("subject/" + subject, forged).follows(ChainHead.START)).isFalse();
    }

    private static ChainedEntry entry(String chain, Map<String, AttributeValue> row) {
        var details = new TreeMap<String, String>();
        row.getOrDefault("details", AttributeValue.fromM(Map.of()))
                .m()
                .forEach((name, value) -> details.put(name, Life.text(value.m(), "is")));
        return new ChainedEntry(
                chain,
                Long.parseLong(Life.text(row, "sk")),
                Life.text(row, "previous"),
                Entry.of(
                        Life.text(row, "action"),
                        new ClientId(Life.text(row, "actor")),
                        Instant.parse(Life.text(row, "at")),
                        details),
                Life.text(row, "hash"));
    }

    private static void sweepToTheEnd() {
        for (var i = 0; i < 4; i++) {
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT21M");
        }
    }

    /** Rows of {@code records} and {@code keys} in which a storage id still stands. */
    private static List<Map<String, AttributeValue>> mentions(String sid) {
        var rows = new ArrayList<>(life.rows(Table.RECORDS));
        rows.addAll(life.rows(Table.KEYS));
        return rows.stream().filter(row -> row.toString().contains(sid)).toList();
    }
}
