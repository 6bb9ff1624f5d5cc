package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is affected by an incident: nobody twice, nobody left out, and what cannot be known is said. */
class ScopesTest {
    private static final Tenant OTHER = new Tenant("other");

    private static Life life;
    private static ResponseDesk desk;

    private String incident = "";

    @BeforeAll
    static void begin() {
        life = new Life();
        desk = new ResponseDesk(life);
        life.world.run(Schedule.ROTATION);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    /** Nobody of another test has said anything for a day. */
    @BeforeEach
    void nextDay() {
        life.world.clock().advance("P3D");
        incident = desk.confirmed();
    }

    @AfterEach
    void mend() {
        life.calls.mend();
    }

    private static Life.Someone says(int messages) {
        var someone = life.someone();
        assertThat(someone.says(1, messages, Life.SERVICE).status()).isEqualTo(201);
        return someone;
    }

    /** Somebody of another channel, who says something now. */
    private static String says(String channel, String user, Instant sentAt) {
        var answer = life.bot.post(
                "/v1/messages",
                Map.of(
                        "subject", Map.of("channel", channel, "userId", user),
                        "conversationId", "t_2",
                        "purposes", List.of(Life.SERVICE),
                        "messages",
                                List.of(Map.of(
                                        "messageId", "m_1",
                                        "author", "person",
                                        "text", "message number 1",
                                        "sentAt", sentAt.toString()))));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("subject");
    }

    private static Map<String, Long> reachable(Http.Answer counted) {
        var by = new HashMap<String, Long>();
        ResponseDesk.maps(counted.list("reachable"))
                .forEach(one ->
                        by.put(String.valueOf(one.get("by")), Long.parseLong(String.valueOf(one.get("persons")))));
        return by;
    }

    @Test
    void everybodyIsCountedOnceAndTheNumbersBecomeFacts() {
        var ana = life.someone().agrees();
        ana.says(1, 3, Life.CHATS);
        var child = Json.write(Map.of("subject", ana.account, "residence", "FR", "ageBand", "from-16-to-17"));
        assertThat(life.bot.send("PUT", "/v1/subjects", child).status()).isEqualTo(200);
        ana.says(4, 5, Life.SERVICE);
        says(2);
        var counted = desk.counted(incident, Map.of());
        assertThat(counted.text("persons")).isEqualTo("2");
        assertThat(counted.text("minors")).isEqualTo("1");
        assertThat(counted.text("messages")).isEqualTo("7");
        assertThat(counted.list("places")).hasToString("[{persons=1, minors=0}, {place=FR, persons=1, minors=1}]");
        assertThat(counted.list("channels")).hasToString("[{channel=messenger, persons=2}]");
        // What was said was sent long ago: the platform's window is closed, and one of them has a profile.
        assertThat(reachable(counted)).isEqualTo(Map.of("profile", 1L, "none", 1L));
        assertThat(counted.list("reachable").toString()).contains("Art. 34(3)(c)");

        assertThat(desk.kinds(incident)).containsExactly("opened", "awareness", "facts", "scoping", "scoped");
        var timeline = desk.read(incident).list("timeline").getLast().toString();
        assertThat(timeline).contains("place=FR", "persons=1", "exactness=").doesNotContain("persons=1800");
        var evidence = desk.evidence(incident).getLast();
        assertThat(evidence.toString()).contains("persons", "fingerprint", counted.text("fingerprint"));
        assertThat(evidence.toString()).doesNotContain(ana.subject());

        // The same people, asked for again; and others.
        var again = desk.counted(incident, Map.of());
        assertThat(again.text("fingerprint")).isEqualTo(counted.text("fingerprint"));
        says(1);
        assertThat(desk.counted(incident, Map.of()).text("fingerprint")).isNotEqualTo(counted.text("fingerprint"));
    }

    @Test
    void whereAndWithWhomIsLookedAt() {
        var now = desk.now();
        var bo = says("telegram", "b", now.minusSeconds(9));
        says("whatsapp", "c", now.minusSeconds(9));
        says("messenger", "d", now.minusSeconds(9));
        var eve = says(1);
        var all = desk.counted(incident, Map.of());
        assertThat(reachable(all)).isEqualTo(Map.of("chat", 1L, "template", 1L, "chat-window", 1L, "none", 1L));
        assertThat(desk.counted(incident, Map.of("channel", "whatsapp")).text("persons"))
                .isEqualTo("1");
        assertThat(desk.counted(incident, Map.of("conversation", eve.conversation()))
                        .text("persons"))
                .isEqualTo("1");
        assertThat(desk.counted(incident, Map.of("channel", "telegram", "conversation", eve.conversation()))
                        .text("persons"))
                .isEqualTo("0");
        assertThat(desk.counted(incident, Map.of("subjects", List.of(bo, eve.subject())))
                        .text("persons"))
                .isEqualTo("2");
        assertThat(desk.counted(incident, Map.of("epoch", 1)).text("persons")).isEqualTo("4");
    }

    @Test
    void theWindowIsExactWithinADay() {
        var from = desk.now();
        says(1);
        var between = desk.now();
        life.world.clock().advance("PT1M");
        says(1);
        says(1);
        assertThat(count(from, between)).isEqualTo("1");
        assertThat(count(between, desk.now())).isEqualTo("2");
        assertThat(count(from, desk.now())).isEqualTo("3");
        assertThat(count(from.minusSeconds(60), from)).isEqualTo("0");
        // All of a day, and both its neighbours without it.
        var day = from.truncatedTo(ChronoUnit.DAYS);
        life.world.clock().advance("P2D");
        incident = desk.confirmed();
        assertThat(count(day.minus(Duration.ofDays(1)), day)).isEqualTo("0");
        var spoken = desk.counted(
                incident,
                Map.of(
                        "from",
                        day.toString(),
                        "to",
                        day.plus(Duration.ofDays(2)).toString()));
        assertThat(spoken.text("persons")).isEqualTo("3");
        assertThat(count(day.plus(Duration.ofDays(2)), desk.now())).isEqualTo("0");
    }

    private String count(Instant from, Instant to) {
        return desk.counted(incident, Map.of("from", from.toString(), "to", to.toString()))
                .text("persons");
    }

    @Test
    void whoWasErasedOrIsExpiredSinceIsSaid() {
        var from = desk.now();
        var day = from.truncatedTo(ChronoUnit.DAYS);
        var erased = says(1);
        says(2);
        life.world.clock().advance("PT1S");
        var to = desk.now();
        assertThat(erased.forgets().status()).isEqualTo(202);
        var after = desk.counted(incident, Map.of("from", from.toString(), "to", to.toString()));
        assertThat(after.text("persons")).isEqualTo("1");
        assertThat(after.text("unknown", "erased")).isEqualTo("1");
        assertThat(after.list("limits").toString()).contains("1 were erased since");
        assertThat(desk.read(incident).list("timeline").getLast().toString()).contains("at-least");

        life.world.clock().advance("P20D");
        life.world.expire();
        life.world.pump();
        incident = desk.confirmed();
        var whole = Map.of(
                "from",
                day.toString(),
                "to",
                day.atOffset(ZoneOffset.UTC).plusDays(1).toInstant().toString());
        var gone = desk.counted(incident, whole);
        assertThat(gone.text("persons")).isEqualTo("1");
        assertThat(gone.text("gone")).isEqualTo("1");
        assertThat(gone.text("messages")).isEqualTo("0");
        assertThat(reachable(gone)).isEqualTo(Map.of("none", 1L));
        // Within the day nobody can tell any more.
        var part = desk.counted(incident, Map.of("from", from.toString(), "to", to.toString()));
        assertThat(part.text("persons")).isEqualTo("0");
        assertThat(part.text("unknown", "uncertain")).isEqualTo("1");

        life.world.clock().advance("P60D");
        life.world.expire();
        life.world.pump();
        incident = desk.confirmed();
        var late = desk.counted(incident, whole);
        assertThat(late.text("persons")).isEqualTo("0");
        assertThat(Integer.parseInt(late.text("unknown", "expired"))).isPositive();
        assertThat(late.list("limits").toString()).contains("expire so long ago");
    }

    @Test
    void nobodyOfAnotherTenantIsCountedOrTold() {
        assertThat(life.publish(OTHER).status()).isEqualTo(201);
        says(1);
        var foreign =
                life.as(Access.BOT, OTHER).post("/v1/messages", life.someone().message(1, 1, Life.SERVICE));
        assertThat(foreign.status()).isEqualTo(201);
        var counted = desk.counted(incident, Map.of());
        assertThat(counted.text("persons")).isEqualTo("1");
        assertThat(desk.scope(incident, Map.of("subjects", List.of(foreign.text("subject"))))
                        .body()
                        .toString())
                .contains("/subjects/0");
        var responder = life.as(Access.RESPONDER, OTHER);
        var path = "/v1/incidents/" + incident + "/scopes/" + counted.text("scope");
        assertThat(responder.get(path).status()).isEqualTo(404);
        assertThat(life.bot.get(path).status()).isEqualTo(403);
        assertThat(life.as(Access.OFFICER, LocalWorld.DEMO).get(path).status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsWritten() {
        var empty = desk.opened();
        var rows = life.census();
        var now = desk.now();
        var wrongs = new LinkedHashMap<Map<String, Object>, String>();
        wrongs.put(Map.of("to", now.minus(Duration.ofDays(1)).minusSeconds(60).toString()), "/to");
        wrongs.put(Map.of("to", now.plusSeconds(600).toString()), "/to");
        wrongs.put(Map.of("from", now.minus(Duration.ofDays(367)).toString()), "/from");
        wrongs.put(Map.of("subjects", List.of()), "/subjects");
        wrongs.put(Map.of("subjects", List.of("sub1_" + "a".repeat(26))), "/subjects/0");
        wrongs.put(Map.of("epoch", 999), "/epoch");
        wrongs.put(Map.of("epoch", 0), "/epoch");
        wrongs.put(Map.of("channel", "Bo Canary"), "/channel");
        wrongs.put(Map.of("conversation", "Bo Canary"), "/conversation");
        wrongs.forEach((wrong, pointer) -> {
            var answer = desk.scope(incident, wrong);
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.list("errors").toString()).as(wrong.toString()).contains(pointer);
            assertThat(answer.body().toString()).doesNotContain("Canary", "sub1_");
        });
        assertThat(desk.scope("inc_" + "0".repeat(26), Map.of()).status()).isEqualTo(404);
        assertThat(desk.scope(empty, Map.of()).text("type")).endsWith("facts-missing");
        assertThat(desk.readScope(incident, "scp_" + "0".repeat(26)).status()).isEqualTo(404);
        assertThat(life.census()).isEqualTo(rows);
    }

    @Test
    void askedForAgainUnderOneKeyItIsOneCount() {
        var body = Json.write(Map.of(
                "from", desk.now().minusSeconds(60).toString(), "to", desk.now().toString()));
        var path = "/v1/incidents/" + incident + "/scopes";
        var key = Map.of("Idempotency-Key", "once");
        var first = desk.responder.send("POST", path, body, key);
        var second = desk.responder.send("POST", path, body, key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("scope")).isEqualTo(first.text("scope"));
        assertThat(desk.kinds(incident)).containsOnlyOnce("scoping");
        life.world.run(Schedule.SCOPING);
    }

    @Test
    void cutOffAnywhereItComesToTheSame() {
        says(2);
        says(1);
        var right = desk.counted(incident, Map.of());
        var asked = desk.scope(incident, Map.of()).text("scope");
        var calls = life.calls.of(() -> life.world.run(Schedule.SCOPING)).size();
        assertThat(desk.readScope(incident, asked).text("fingerprint")).isEqualTo(right.text("fingerprint"));
        for (var n = 1; n <= calls; n += n < calls - 9 ? 13 : 1) {
            for (var after : List.of(false, true)) {
                var scope = desk.scope(incident, Map.of()).text("scope");
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                try {
                    life.world.run(Schedule.SCOPING);
                } catch (RuntimeException _) {
                    // Cut off: the schedule comes again.
                }
                life.calls.mend();
                life.world.clock().advance("PT17M");
                life.world.run(Schedule.SCOPING);
                var as = "cut " + (after ? "after " : "before ") + n + " of " + calls;
                var counted = desk.readScope(incident, scope);
                assertThat(counted.text("status")).as(as).isEqualTo("counted");
                assertThat(counted.text("persons")).as(as).isEqualTo(right.text("persons"));
                assertThat(counted.text("messages")).as(as).isEqualTo(right.text("messages"));
                assertThat(counted.text("fingerprint")).as(as).isEqualTo(right.text("fingerprint"));
                assertThat(life.rows(Table.EVIDENCE, "CHAINED").stream()
                                .filter(row -> Life.text(row, "action").equals("incident.scoped"))
                                .filter(row -> row.toString().contains(scope)))
                        .as(as)
                        .hasSize(1);
            }
        }
    }

    @Test
    void whatIsClosedMeanwhileIsCountedAndChangesNothing() {
        says(1);
        var alarm = desk.opened();
        assertThat(desk.tell(alarm).status()).isEqualTo(201);
        var scope = desk.scope(alarm, Map.of()).text("scope");
        assertThat(desk.entry(alarm, Map.of("triage", Map.of("verdict", "false-alarm", "because", "a drill of others")))
                        .status())
                .isEqualTo(201);
        assertThat(desk.close(alarm).status()).isEqualTo(201);
        life.world.run(Schedule.SCOPING);
        assertThat(desk.readScope(alarm, scope).text("persons")).isEqualTo("1");
        assertThat(desk.kinds(alarm)).doesNotContain("scoped");
        assertThat(desk.scope(alarm, Map.of()).text("type")).endsWith("incident-closed");
    }
}
