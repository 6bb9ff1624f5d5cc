package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Purges that people look at, ask for, stop, and rely on when something is not as it should be. */
class PurgesTest {
    private Life life;
    private Http officer;

    @BeforeEach
    void begin() {
        // DynamoDB's own expiry is late here, as it may be: what is left is the purge's.
        life = new Life();
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
    }

    @AfterEach
    void end() {
        life.close();
    }

    private Http.Answer purge() {
        return officer.send("POST", "/v1/purges", new byte[0]);
    }

    private Http.Answer pause(String until) {
        return officer.send(
                "PUT",
                "/v1/purge-pause",
                Json.write(Map.of("reason", "We look into whether 14 days were meant", "until", until)));
    }

    private String in(String period) {
        return life.world.clock().instant().plus(Duration.parse(period)).toString();
    }

    private void due(int messages) {
        life.someone().says(1, messages, Life.SERVICE);
        life.world.clock().advance("P18D");
    }

    private static String number(Http.Answer answer, String name) {
        return String.valueOf(answer.body().get(name));
    }

    @Test
    void somebodyWhoAsksIsToldWhatWasDoneAndSoIsWhoLooksLater() {
        due(3);
        var done = purge();
        assertThat(done.status()).isEqualTo(200);
        assertThat(number(done, "daysEnded")).isEqualTo("1");
        assertThat(number(done, "itemsPurged")).isEqualTo("3");
        assertThat(number(done, "complete")).isEqualTo("true");
        assertThat(Long.parseLong(number(done, "lagSeconds"))).isBetween(3L * 86_400, 4L * 86_400);
        assertThat(officer.get("/v1/purges/" + done.text("purge")).body()).isEqualTo(done.body());
        var told = officer.get("/v1/purges");
        assertThat(told.text("lastSuccessAt")).isEqualTo(done.text("finishedAt"));
        assertThat(told.list("purges")).hasSize(1);
        assertThat(number(purge(), "itemsPurged")).isEqualTo("0");
    }

    @Test
    void anHourlyLookThatFindsNothingIsNotedAndNotListed() {
        life.world.run(Schedule.PURGE);
        var told = officer.get("/v1/purges");
        assertThat(told.text("lastRunAt")).isNotEmpty();
        assertThat(told.text("lastSuccessAt")).isEqualTo(told.text("lastRunAt"));
        assertThat(told.list("purges")).isEmpty();
    }

    @Test
    void whileTheyRestNothingIsDestroyedNothingOldIsReadAndAfterwardsAllIsDone() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        life.world.clock().advance("P18D");
        assertThat(pause(in("PT48H")).status()).isEqualTo(200);
        assertThat(purge().text("type")).isEqualTo("/problems/purges-paused");
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).hasSize(2);
        assertThat(someone.recalls(Life.SERVICE).list("messages")).isEmpty();
        assertThat(officer.get("/v1/purges").text("paused", "reason")).contains("14 days");
        assertThat(officer.send("DELETE", "/v1/purge-pause", new byte[0]).status())
                .isEqualTo(200);
        assertThat(number(purge(), "itemsPurged")).isEqualTo("2");
        assertThat(life.rows(Table.EVIDENCE, "CHAINED").stream()
                        .map(row -> Life.text(row, "action"))
                        .filter(action -> action.startsWith("purges.")))
                .containsExactly("purges.paused", "purges.resumed");
    }

    @Test
    void aPauseEndsByItself() {
        due(1);
        pause(in("PT1H"));
        life.world.clock().advance("PT1H1S");
        life.world.run(Schedule.PURGE);
        assertThat(officer.get("/v1/purges").list("purges")).hasSize(1);
    }

    @Test
    void aPauseHasAnEndThatIsNear() {
        for (var until : List.of(in("PT0S"), in("-PT1S"), in("PT337H"))) {
            var refused = pause(until);
            assertThat(refused.status()).as(until).isEqualTo(400);
            assertThat(refused.toString()).contains("/until");
        }
        assertThat(officer.get("/v1/purges").body().containsKey("paused")).isFalse();
    }

    @Test
    void oneItemThatIsNotAsItShouldBeIsPutAsideAndKeepsNoOtherFromGoing() {
        var someone = life.someone();
        someone.says(1, 5, Life.SERVICE);
        var odd = someone.content().get(2);
        life.world.dynamo().updateItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(Map.of(
                        "pk",
                        AttributeValue.fromS(Life.text(odd, "pk")),
                        "sk",
                        AttributeValue.fromS(Life.text(odd, "sk"))))
                .updateExpression("SET kind = :odd")
                .expressionAttributeValues(Map.of(":odd", AttributeValue.fromS("ODDITY"))));
        life.world.clock().advance("P18D");
        var done = purge();
        assertThat(number(done, "itemsPurged")).isEqualTo("4");
        assertThat(number(done, "quarantined")).isEqualTo("1");
        assertThat(number(done, "complete")).isEqualTo("true");
        assertThat(life.rows(Table.RECORDS, "QUARANTINED")).hasSize(1);
        assertThat(number(officer.get("/v1/purges"), "quarantined")).isEqualTo("1");
        assertThat(number(purge(), "quarantined")).as("it is told once").isEqualTo("0");
    }

    @Test
    void manyItemsGoInFewCalls() {
        var someone = life.someone();
        for (var from = 1; from < 60; from += 20) {
            assertThat(someone.says(from, Math.min(59, from + 19), Life.SERVICE).status())
                    .isEqualTo(201);
        }
        life.world.clock().advance("P18D");
        var calls = life.calls.of(this::purge).stream()
                .filter(call -> call.equals("TransactWriteItems"))
                .count();
        assertThat(someone.content()).isEmpty();
        // One for the day's key, two for fifty-nine items, one for what is told of it.
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void botsAskForNoPurge() {
        assertThat(life.bot.send("POST", "/v1/purges", new byte[0]).status()).isEqualTo(403);
        assertThat(life.bot.get("/v1/purges").status()).isEqualTo(403);
        assertThat(officer.get("/v1/purges/run_" + "0".repeat(26)).status()).isEqualTo(404);
        assertThat(officer.get("/v1/purges/yesterday").status()).isEqualTo(400);
    }
}
