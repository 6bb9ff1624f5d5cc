package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Purges that people look at, ask for and stop. What people complain of elsewhere is in {@link PurgeComplaintsTest}. */
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
    void botsAskForNoPurge() {
        assertThat(life.bot.send("POST", "/v1/purges", new byte[0]).status()).isEqualTo(403);
        assertThat(life.bot.get("/v1/purges").status()).isEqualTo(403);
        assertThat(officer.get("/v1/purges/run_" + "0".repeat(26)).status()).isEqualTo(404);
        assertThat(officer.get("/v1/purges/yesterday").status()).isEqualTo(400);
    }
}
