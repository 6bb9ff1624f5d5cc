package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Sha256;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Timelines of incidents: whoever writes at once, whatever is cut off, restored or tampered with, nothing is lost or said twice. */
class TimelineTest {
    private static final String AUTHORITY = "eu_gdpr.breach.sa/due/supervisory-authority";
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    private static Life life;
    private static ResponseDesk desk;

    @BeforeAll
    static void begin() {
        life = new Life(options -> options.logging(LOG::add));
        desk = new ResponseDesk(life);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @AfterEach
    void mend() {
        life.calls.mend();
    }

    @Test
    void theSameKeyOpensOneIncidentAndAddsOneEntry() {
        var body = Json.write(desk.opening());
        var first = keyed("/v1/incidents", body, "open-1");
        var again = keyed("/v1/incidents", body, "open-1");
        assertThat(again.body()).isEqualTo(first.body());
        var path = "/v1/incidents/" + first.text("incident") + "/entries";
        var note = Json.write(Map.of("note", "once"));
        assertThat(keyed(path, note, "note-1").body())
                .isEqualTo(keyed(path, note, "note-1").body());
        assertThat(keyed(path, Json.write(Map.of("note", "other")), "note-1").text("type"))
                .isEqualTo("/problems/other-content");
        assertThat(desk.kinds(first.text("incident"))).containsExactly("opened", "note");
    }

    private static Http.Answer keyed(String path, byte[] body, String key) {
        return desk.responder.send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    @Test
    void ofTwoRespondersAtOnceNeitherLosesAnEntry() throws Exception {
        var incident = desk.opened();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 6)
                    .<Callable<Http.Answer>>mapToObj(n -> () -> desk.entry(incident, Map.of("note", "note " + n)))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }
        var timeline = desk.read(incident);
        assertThat(timeline.text("whole")).isEqualTo("true");
        var said = timeline.list("timeline").toString();
        assertThat(IntStream.range(0, 6)).allSatisfy(n -> assertThat(said).contains("note=note " + n));
        assertThat(desk.evidence(incident)).hasSize(7);
    }

    /** Before and after each call: sent again under its key, it is there once. */
    @Test
    void whatIsCutOffAnywhereIsThereOnceWhenItIsSentAgain() {
        var template = desk.confirmed();
        var names = ResponseDesk.running(desk.entry(template, Map.of("note", "a")));
        cut("open", () -> "", (_, key) -> keyed("/v1/incidents", OPENING, key), "opened");
        cut(
                "entry",
                desk::opened,
                (incident, key) ->
                        keyed("/v1/incidents/" + incident + "/entries", Json.write(Map.of("note", "once")), key),
                "note");
        cut(
                "deed",
                desk::confirmed,
                (incident, key) -> keyed(
                        "/v1/incidents/" + incident + "/deeds",
                        Json.write(Map.of("obligation", names.getFirst(), "ground", "none")),
                        key),
                "ground");
        cut(
                "closure",
                () -> {
                    var incident = desk.opened();
                    desk.entry(incident, Map.of("triage", Map.of("verdict", "false-alarm", "because", "x")));
                    return incident;
                },
                (incident, key) ->
                        keyed("/v1/incidents/" + incident + "/closures", Json.write(Map.of("conclusion", "once")), key),
                "closure");
    }

    private static final byte[] OPENING = Json.write(
            Map.of("detectedAt", "2026-01-31T12:00:00Z", "description", Map.of("summary", ResponseDesk.SEEN)));

    private interface Ask {
        Http.Answer send(String incident, String key);
    }

    private static void cut(String what, Supplier<String> fresh, Ask ask, String kind) {
        var whole = fresh.get();
        var calls = life.calls
                .of(() -> assertThat(ask.send(whole, what).status()).isEqualTo(201))
                .size();
        assertThat(calls).isGreaterThan(2);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var incident = fresh.get();
                var key = what + n + after;
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                ask.send(incident, key);
                life.calls.mend();
                var answer = ask.send(incident, key);
                assertThat(answer.status()).as(key).isEqualTo(201);
                var id = answer.text("incident");
                assertThat(desk.kinds(id)).as(key).filteredOn(kind::equals).hasSize(1);
                assertThat(desk.evidence(id)).as(key).hasSameSizeAs(desk.entries(id));
            }
        }
    }

    @Test
    void anEntryThatWasChangedMovedOrRemovedShows() {
        var incident = desk.confirmed();
        var entries = desk.entries(incident);
        var table = life.world.tables().get(Table.EVIDENCE);
        var changed = new HashMap<>(entries.get(1));
        var words = changed.getOrDefault("words", AttributeValue.fromS("")).b().asByteArray();
        words[words.length - 1] ^= 1;
        changed.put("words", AttributeValue.fromB(SdkBytes.fromByteArray(words)));
        life.world.dynamo().putItem(r -> r.tableName(table).item(changed));
        assertThat(desk.read(incident).list("timeline").get(1).toString()).contains("unreadable=true");
        var moved = new HashMap<>(entries.get(1));
        moved.put("words", entries.get(0).getOrDefault("words", AttributeValue.fromS("")));
        life.world.dynamo().putItem(r -> r.tableName(table).item(moved));
        assertThat(desk.read(incident).list("timeline").get(1).toString()).contains("unreadable=true");
        var key = new HashMap<>(entries.get(1));
        key.keySet().retainAll(List.of("pk", "sk"));
        life.world.dynamo().deleteItem(r -> r.tableName(table).key(key));
        assertThat(desk.read(incident).text("whole")).isEqualTo("false");
    }

    /** As after a restore of the table of records alone. */
    @Test
    void aRowThatIsOlderThanItsTimelineCatchesUpWithIt() {
        var incident = desk.opened();
        var old = row(incident);
        desk.aware(incident);
        desk.tell(incident);
        var names = ResponseDesk.running(desk.entry(incident, Map.of("note", "a")));
        desk.deed(incident, AUTHORITY);
        var dueOn = desk.now().plus(Duration.ofDays(10)).toString().substring(0, 10);
        desk.entry(incident, Map.of("plan", Map.of("sort", "lesson", "text", "x", "dueOn", dueOn)));
        var state = desk.read(incident).body().get("state");
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(old));
        assertThat(desk.entry(incident, Map.of("note", "behind")).status()).isEqualTo(201);
        assertThat(desk.kinds(incident))
                .containsExactly("opened", "awareness", "facts", "note", "deed", "plan", "note");
        var caughtUp = desk.read(incident);
        assertThat(ResponseDesk.running(desk.entry(incident, Map.of("note", "b"))))
                .isEqualTo(
                        names.stream().filter(name -> !name.equals(AUTHORITY)).toList());
        assertThat(caughtUp.text("state", "triage")).isEqualTo("confirmed");
        assertThat(caughtUp.text("state", "plans"))
                .isEqualTo(String.valueOf(state instanceof Map<?, ?> before ? before.get("plans") : ""));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(old));
        life.world.clock().advance("P2D");
        desk.escalate();
        assertThat(desk.read(incident).text("state", "awareAt")).isEqualTo(caughtUp.text("state", "awareAt"));
    }

    private static Map<String, AttributeValue> row(String incident) {
        return life.rows(Table.RECORDS, "INCIDENT").stream()
                .filter(row -> Life.text(row, "sk").equals(incident))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void evidenceHasTheHashOfEveryEntrysWordsAndNoneOfThem() {
        var incident = desk.confirmed();
        desk.deed(incident, AUTHORITY);
        var entries = desk.entries(incident);
        var evidence = desk.evidence(incident);
        assertThat(evidence).hasSameSizeAs(entries).hasSize(4);
        for (var i = 0; i < entries.size(); i++) {
            var hash = Sha256.hex(entries.get(i)
                    .getOrDefault("words", AttributeValue.fromS(""))
                    .b()
                    .asByteArray());
            assertThat(evidence.get(i).toString()).contains(hash);
        }
        life.world.pump();
        assertThat(evidence.toString()
                        + life.rows(Table.RECORDS)
                        + life.world.bus().newest(100)
                        + LOG)
                .doesNotContain("Canary", "521.11/26", "Berlin's commissioner");
    }
}
