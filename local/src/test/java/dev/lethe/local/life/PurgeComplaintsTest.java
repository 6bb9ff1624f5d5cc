package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.demo.Http;
import dev.lethe.retention.Purge;
import dev.lethe.retention.PurgeRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What people complain of in the purges of others, and what is promised instead. That a purge which finds nothing is found out is in
 * {@link VerificationTest}; that one which slept for months catches up is in {@code PurgeTest}.
 */
class PurgeComplaintsTest {
    private static Life life;
    private static LegalDesk desk;

    @BeforeAll
    static void begin() {
        // DynamoDB's own expiry is late here, as it may be: what is left is the purge's.
        life = new Life();
        desk = new LegalDesk(life);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    /** Nothing is due, and every day until now is done with. */
    @BeforeEach
    void clear() {
        life.rows(Table.RECORDS).stream()
                .filter(row -> List.of("MESSAGE", "PROFILE", "DUE", "ODDITY").contains(Life.text(row, "kind")))
                .forEach(row -> remove(Table.RECORDS, row));
        life.world.run(Schedule.PURGE);
    }

    private static void remove(Table table, Map<String, AttributeValue> row) {
        life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(table))
                .key(key(row)));
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(
                "pk", AttributeValue.fromS(Life.text(row, "pk")), "sk", AttributeValue.fromS(Life.text(row, "sk")));
    }

    private static Http.Answer purge() {
        return desk.officer.send("POST", "/v1/purges", new byte[0]);
    }

    private static Http.Answer told() {
        return desk.officer.get("/v1/purges");
    }

    private static String number(Http.Answer answer, String name) {
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        return String.valueOf(answer.body().get(name));
    }

    private static Life.Someone says(int messages) {
        var someone = life.someone();
        assertThat(someone.says(1, messages, Life.SERVICE).status()).isEqualTo(201);
        assertThat(someone.content()).hasSize(messages);
        return someone;
    }

    /** Somebody all of whose messages are the purge's by now. */
    private static Life.Someone due(int messages) {
        var someone = says(messages);
        life.world.clock().advance("P18D");
        return someone;
    }

    private static String sid(Life.Someone someone) {
        return Life.text(someone.keyRow(), "sid");
    }

    private static List<String> evidence(Life.Someone someone) {
        var sid = sid(someone);
        return life.rows(Table.EVIDENCE, "EXPIRED").stream()
                .filter(row -> Life.text(row, "sk").startsWith(sid + "#"))
                .map(row -> Life.text(row, "how"))
                .toList();
    }

    @Test // Rocket.Chat #27415, #12093.
    @DisplayName("A purge that says it removed three things removed three, and each left its evidence")
    void whatItSaysIsGoneIsGone() {
        var someone = due(3);
        var done = purge();
        assertThat(number(done, "itemsPurged")).isEqualTo("3");
        assertThat(number(done, "complete")).isEqualTo("true");
        assertThat(someone.content()).isEmpty();
        assertThat(evidence(someone)).containsExactly("PURGED", "PURGED", "PURGED");
        assertThat(told().text("lastSuccessAt")).isEqualTo(done.text("finishedAt"));
    }

    @Test
    @DisplayName("What was renewed while a purge was at it stays, and is not counted as removed")
    void whatDidNotGoIsNotCounted() {
        var someone = says(3);
        life.world.clock().advance("P15D");
        life.world.run(Schedule.PURGE);
        life.world.clock().advance("P3D");
        var renewed = someone.content().getFirst();
        var later = Long.toString(
                life.world.clock().instant().plus(Duration.ofDays(9)).getEpochSecond());
        life.calls.rightBefore("TransactWriteItems", () -> life.world.dynamo().updateItem(r -> r.tableName(
                        life.world.tables().get(Table.RECORDS))
                .key(key(renewed))
                .updateExpression("SET #ttl = :later")
                .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                .expressionAttributeValues(Map.of(":later", AttributeValue.fromN(later)))));
        assertThat(number(purge(), "itemsPurged")).isEqualTo("2");
        assertThat(someone.content()).hasSize(1);
        assertThat(evidence(someone)).hasSize(2);
    }

    @Test
    @DisplayName("A purge that could not delete fails, and is no success")
    void oneThatCouldNotDeleteFails() {
        var before = told();
        var someone = due(2);
        life.calls.rightBefore("TransactWriteItems", () -> life.calls.cutBefore(1));
        var failed = purge();
        life.calls.mend();
        assertThat(failed.status()).isEqualTo(503);
        assertThat(someone.content()).hasSize(2);
        assertThat(told().body()).isEqualTo(before.body());
        assertThat(number(purge(), "itemsPurged")).isEqualTo("2");
    }

    @Test // Rocket.Chat #17267.
    @DisplayName("Who has been silent for long is purged like everybody else")
    void theSilentArePurgedToo() {
        var silent = says(2);
        var busy = says(1);
        life.world.clock().advance("P9D");
        busy.says(2, 2, Life.SERVICE);
        life.world.clock().advance("P9D");
        busy.says(3, 3, Life.SERVICE);
        assertThat(number(purge(), "itemsPurged")).isEqualTo("3");
        assertThat(silent.content()).isEmpty();
        assertThat(busy.content()).hasSize(2);
    }

    @Test // Rocket.Chat #25548, #35399.
    @DisplayName("Contacts and index rows go with what they belong to")
    void nothingIsLeftBeside() {
        var someone = says(2);
        var profile =
                Map.of("subject", someone.account, "residence", "DE", "contacts", Map.of("email", "ana@example.org"));
        assertThat(life.bot.send("PUT", "/v1/subjects", Json.write(profile)).status())
                .isEqualTo(200);
        var sid = sid(someone);
        assertThat(kinds(sid)).containsExactly("ACTIVE", "DUE", "MESSAGE", "PROFILE");
        life.world.clock().advance("P18D");
        assertThat(number(purge(), "itemsPurged")).isEqualTo("3");
        // By these it is found whom a breach affected, for 35 days; there is nothing in them.
        assertThat(kinds(sid)).containsExactly("ACTIVE");
        life.world.clock().advance("P35D");
        life.world.expire();
        assertThat(kinds(sid)).isEmpty();
    }

    private static Set<String> kinds(String sid) {
        return life.rows(Table.RECORDS).stream()
                .filter(row -> row.toString().contains(sid))
                .map(row -> Life.text(row, "kind"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test // Fides #6975.
    @DisplayName("However many people are due, they are read a hundred at a time")
    void pagesAreBounded() {
        says(1);
        var row = life.rows(Table.RECORDS, "DUE").getFirst();
        for (var n = 0; n < 130; n++) {
            var other = new HashMap<>(row);
            other.put("sk", AttributeValue.fromS(life.world.operators().ids().random()));
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                    .item(other));
        }
        life.world.clock().advance("P18D");
        assertThat(life.calls.largestPage(PurgeComplaintsTest::purge)).isEqualTo(100);
        assertThat(life.rows(Table.RECORDS, "DUE")).isEmpty();
    }

    @Test // better-ccflare #384, superset-sh #6842.
    @DisplayName("What one person left goes in batches, and not one by one or all at once")
    void batchesAreBounded() {
        var someone = says(20);
        someone.says(21, 40, Life.SERVICE);
        someone.says(41, 59, Life.SERVICE);
        life.world.clock().advance("P18D");
        var done = new ArrayList<Http.Answer>();
        var transactions = life.calls.of(() -> done.add(purge())).stream()
                .filter(call -> call.equals("TransactWriteItems"))
                .count();
        assertThat(someone.content()).isEmpty();
        // One for each day's key, two for fifty-nine items, one for what is told of it.
        assertThat(transactions).isEqualTo(Integer.parseInt(number(done.getFirst(), "daysEnded")) + 2 + 1);
    }

    @Test
    @DisplayName("A purge that runs out of time says so and how late it is, and the next goes on where it stopped")
    void outOfTimeItGoesOn() {
        var people = List.of(says(2), says(2), says(2));
        life.world.clock().advance("P18D");
        var purged = 0;
        var runs = new ArrayList<Purge.Report>();
        do {
            var steps = new int[] {5};
            var report = life.world
                    .operators()
                    .purge()
                    .run(PurgeRun.By.OPERATOR, () -> Duration.ofMinutes(steps[0]-- > 0 ? 1 : 0), _ -> {});
            runs.add(report);
            purged += report.itemsPurged();
        } while (!runs.getLast().complete());
        assertThat(runs).hasSizeGreaterThan(3);
        assertThat(runs.subList(0, runs.size() - 1)).allMatch(run -> run.lag().isPositive());
        assertThat(told().text("lastSuccessAt")).isEqualTo(told().text("lastRunAt"));
        assertThat(purged).isEqualTo(6);
        assertThat(people).allSatisfy(someone -> {
            assertThat(someone.content()).isEmpty();
            assertThat(evidence(someone)).hasSize(2);
        });
    }

    @Test // S3 Find and Forget #334.
    @DisplayName("Purges can be stopped: nothing is destroyed, nothing old is read, and afterwards all is done")
    void theyCanBeStopped() {
        var someone = due(2);
        var until = life.world.clock().instant().plus(Duration.ofDays(2)).toString();
        var stop = Map.of("reason", "We look into whether 14 days were meant", "until", until);
        assertThat(desk.officer.send("PUT", "/v1/purge-pause", Json.write(stop)).status())
                .isEqualTo(200);
        assertThat(purge().text("type")).isEqualTo("/problems/purges-paused");
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).hasSize(2);
        assertThat(someone.recalls(Life.SERVICE).list("messages")).isEmpty();
        assertThat(told().text("paused", "reason")).contains("14 days");
        assertThat(desk.officer.send("DELETE", "/v1/purge-pause", new byte[0]).status())
                .isEqualTo(200);
        assertThat(number(purge(), "itemsPurged")).isEqualTo("2");
        assertThat(life.rows(Table.EVIDENCE, "CHAINED").stream()
                        .map(row -> Life.text(row, "action"))
                        .filter(action -> action.startsWith("purges.")))
                .containsExactly("purges.paused", "purges.resumed");
    }

    @Test // S3 Find and Forget #373.
    @DisplayName("One odd row is put aside and told once, and keeps no other from going")
    void oneOddRowKeepsNoOtherFromGoing() {
        var someone = says(5);
        var odd = someone.content().get(2);
        life.world.dynamo().updateItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(key(odd))
                .updateExpression("SET kind = :odd")
                .expressionAttributeValues(Map.of(":odd", AttributeValue.fromS("ODDITY"))));
        life.world.clock().advance("P18D");
        var done = purge();
        assertThat(number(done, "itemsPurged")).isEqualTo("4");
        assertThat(number(done, "quarantined")).isEqualTo("1");
        assertThat(number(done, "complete")).isEqualTo("true");
        assertThat(life.rows(Table.RECORDS, "QUARANTINED")).hasSize(1);
        assertThat(number(told(), "quarantined")).isEqualTo("1");
        assertThat(number(purge(), "quarantined")).isEqualTo("0");
    }

    @Test // Mattermost, docs #3131.
    @DisplayName("A preview says how many a shorter period removes, removes none, and is right")
    void thereIsAPreview() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        life.world.clock().advance("P8D");
        someone.says(4, 5, Life.CHATS);
        var rule = Map.of(
                "purpose",
                Life.CHATS,
                "category",
                "message-text",
                "keep",
                "P7D",
                "reasons",
                Map.of("en", "As short as will do"));
        var schedule = Map.of("locale", "en", "rules", List.of(rule), "evidence", List.of());
        var preview =
                desk.officer.post("/v1/retention-schedule/previews", schedule).text("run");
        life.world.run(Schedule.REPLAN);
        assertThat(removed(preview)).isEqualTo("3");
        assertThat(someone.content()).hasSize(5);

        var run = desk.officer
                .send("PUT", "/v1/retention-schedule", Json.write(schedule))
                .text("run");
        life.world.clock().advance("PT20M1S");
        life.world.run(Schedule.REPLAN);
        assertThat(removed(run)).isEqualTo("3");
        assertThat(someone.content()).hasSize(2);
    }

    private static String removed(String run) {
        return desk.officer.get("/v1/retention-runs/" + run).list("categories").stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> "message-text".equals(one.get("category")))
                .map(one -> String.valueOf(one.get("removed")))
                .collect(Collectors.joining());
    }

    @Test // Bike4Mind #1664.
    @DisplayName("A key that was destroyed does not look like one that is missing")
    void aShredIsTold() {
        says(1);
        var destroyed = desk.today().plusDays(14);
        life.world.clock().advance("P1D");
        says(1);
        var missing = desk.today().plusDays(14);
        life.rows(Table.KEYS, "DAY_KEY").stream()
                .filter(row -> Life.text(row, "sk").equals("DAY#" + missing))
                .forEach(row -> remove(Table.KEYS, row));
        life.world.clock().advance("P17D");
        assertThat(number(purge(), "complete")).isEqualTo("true");
        assertThat(desk.officer.get("/v1/certificates/" + destroyed).text("certificate", "kind"))
                .isEqualTo("expiry");
        assertThat(desk.officer.get("/v1/certificates/" + missing).status()).isEqualTo(404);
    }

    @Test // OpenTranscribe #442, chatto #219, kafka-backup #170.
    @DisplayName("A copy that was made before brings back nothing that was purged since")
    void aRestoreBringsNothingBack() {
        var someone = says(2);
        var sid = sid(someone);
        var copies = life.world.backup("before");
        assertThat(life.world
                        .dynamo()
                        .scanPaginator(r -> r.tableName(copies.get(Table.RECORDS)))
                        .items())
                .anyMatch(row -> row.toString().contains("SID#" + sid));
        var day = "DAY#" + desk.today().plusDays(14);
        life.world.clock().advance("P18D");
        purge();
        life.world
                .operators()
                .restore(Map.of(
                        Table.RECORDS, copies.getOrDefault(Table.RECORDS, ""),
                        Table.KEYS, copies.getOrDefault(Table.KEYS, "")))
                .run(_ -> {});
        assertThat(someone.content()).isEmpty();
        assertThat(someone.recalls(Life.SERVICE).list("messages")).isEmpty();
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .filteredOn(row -> Life.text(row, "sk").equals(day))
                .singleElement()
                .returns("DESTROYED", row -> Life.text(row, "state"))
                .returns(false, row -> row.containsKey("wrapped"));
    }

    @Test // OpenTranscribe #442.
    @DisplayName("What only a hold had kept goes when the hold is released")
    void aReleasedHoldKeepsNothing() {
        var someone = says(2);
        var hold = desk.place(someone).text("hold");
        life.world.clock().advance("P18D");
        assertThat(number(purge(), "itemsPurged")).isEqualTo("2");
        assertThat(desk.texts(hold)).hasSize(2);
        desk.release(hold);
        desk.tend();
        assertThat(desk.copies(hold)).isEmpty();
        assertThat(life.rows(Table.RECORDS))
                .noneMatch(row -> Life.text(row, "kind").equals("HELD"));
    }
}
