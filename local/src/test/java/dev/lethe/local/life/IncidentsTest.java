package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Incidents, from the opening to the closure: what has to be known and done before, and who gets to see it. */
class IncidentsTest {
    private static final String AUTHORITY = "eu_gdpr.breach.sa/due/supervisory-authority";

    private static Life life;
    private static ResponseDesk desk;

    @BeforeAll
    static void begin() {
        life = new Life();
        desk = new ResponseDesk(life);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void anUntriagedIncidentShowsItsProvisionalClockFromDetection() {
        var opening = desk.opening();
        var answer = desk.responder.post("/v1/incidents", opening);
        assertThat(answer.text("triage")).isEqualTo("untriaged");
        assertThat(answer.text("provisional")).isEqualTo("true");
        var detectedAt = Instant.parse(String.valueOf(opening.get("detectedAt")));
        assertThat(ResponseDesk.clocks(answer)).singleElement().satisfies(clock -> {
            assertThat(clock.get("obligation")).isEqualTo("provisional");
            assertThat(clock.get("from")).isEqualTo(detectedAt.toString());
            assertThat(clock.get("dueAt"))
                    .isEqualTo(detectedAt.plus(Duration.ofDays(3)).toString());
        });
    }

    @Test
    void onceAwarenessAndTheFactsAreKnownTheLawsClocksRunFromAwareness() {
        var incident = desk.confirmed();
        var state = desk.responder.get("/v1/incidents/" + incident + "/obligations");
        assertThat(state.text("obligations", "provisional")).isEqualTo("false");
        assertThat(ResponseDesk.clocks(state))
                .extracting(clock -> String.valueOf(clock.get("obligation")))
                .contains(AUTHORITY);
        assertThat(state.list("changes")).isEmpty();
        var clock = ResponseDesk.clocks(state).stream()
                .filter(one -> AUTHORITY.equals(one.get("obligation")))
                .findFirst()
                .orElseThrow();
        var aware = Instant.parse(desk.read(incident).text("state", "awareAt"));
        assertThat(Instant.parse(String.valueOf(clock.get("dueAt"))))
                .isBeforeOrEqualTo(aware.plus(Duration.ofDays(3)))
                .isAfter(aware.plus(Duration.ofDays(2)));
        // That the provisional clock ended and others began is said where it happened.
        assertThat(desk.read(incident).list("timeline").toString()).contains("how=gone", "how=added");
    }

    @Test
    void aLaterAwarenessMovesClocksAndSaysSo() {
        var incident = desk.confirmed();
        life.world.clock().advance("PT1H");
        assertThat(desk.aware(incident).status()).isEqualTo(201);
        assertThat(desk.read(incident).list("timeline").getLast().toString()).contains("how=later", AUTHORITY);
        assertThat(desk.kinds(incident)).containsExactly("opened", "awareness", "facts", "awareness");
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsWritten() {
        var incident = desk.confirmed();
        var rows = life.census();
        var later = desk.now().plusSeconds(60).toString();
        var facts = desk.facts();
        var wrongs = new LinkedHashMap<String, Map<String, Object>>();
        wrongs.put("/awareness/at", Map.of("awareness", Map.of("at", later, "establishedBy", "x")));
        wrongs.put("/facts/detectedAt", Map.of("facts", with(facts, "detectedAt", later)));
        wrongs.put(
                "/facts/awareAt",
                Map.of("facts", with(facts, "awareAt", desk.now().toString())));
        wrongs.put(
                "/facts/affected/0/place",
                Map.of("facts", with(facts, "affected", List.of(Map.of("place", "XX", "persons", 1)))));
        wrongs.put("/correction/entry", Map.of("correction", Map.of("entry", 4, "text", "x")));
        wrongs.put(
                "/done/entry",
                Map.of("done", Map.of("entry", 1, "at", desk.now().toString())));
        wrongs.put("/done/at", Map.of("done", Map.of("entry", 1, "at", later)));
        wrongs.put("/plan/dueOn", Map.of("plan", Map.of("sort", "measure", "text", "x", "dueOn", "2020-01-01")));
        wrongs.put("", Map.of("note", "a", "plan", Map.of("sort", "lesson", "text", "x", "dueOn", "2099-01-01")));
        wrongs.forEach((pointer, body) -> {
            var answer = desk.entry(incident, body);
            assertThat(answer.text("type")).as(pointer).isEqualTo("/problems/malformed");
            assertThat(answer.list("errors").toString()).contains("pointer=" + pointer + ",");
        });
        assertThat(desk.entry(incident, Map.of()).status()).isEqualTo(400);
        for (var never : List.of("1999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z")) {
            assertThat(desk.entry(incident, Map.of("awareness", Map.of("at", never, "establishedBy", "x")))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(desk.responder
                        .post("/v1/incidents", with(desk.opening(), "detectedAt", later))
                        .list("errors")
                        .toString())
                .contains("pointer=/detectedAt,");
        assertThat(life.census()).isEqualTo(rows);
    }

    private static Map<String, Object> with(Map<String, Object> of, String name, Object value) {
        var changed = new LinkedHashMap<>(of);
        changed.put(name, value);
        return changed;
    }

    @Test
    void closingIsRefusedByNameUntilEverythingHasADeedOrAGround() {
        var incident = desk.opened();
        var untriaged = desk.close(incident);
        assertThat(untriaged.text("type")).isEqualTo("/problems/still-owed");
        assertThat(untriaged.list("missing").toString()).isEqualTo("[triage, awareness, facts]");
        desk.aware(incident);
        desk.tell(incident);
        var owed = desk.close(incident);
        assertThat(owed.text("type")).isEqualTo("/problems/still-owed");
        assertThat(owed.list("missing")).isEmpty();
        var names = ResponseDesk.running(desk.entry(incident, Map.of("note", "Looking at it")));
        assertThat(owed.list("obligations").toString()).isEqualTo(names.toString());
        assertThat(names).hasSizeGreaterThan(1);
        assertThat(desk.deed(incident, "us_ca.breach.individuals/due/individuals")
                        .text("type"))
                .isEqualTo("/problems/no-such-obligation");
        assertThat(desk.deed(incident, AUTHORITY).status()).isEqualTo(201);
        for (var name : names) {
            if (!name.equals(AUTHORITY)) {
                assertThat(desk.close(incident).list("obligations").toString()).contains(name);
                assertThat(desk.excuse(incident, name).status()).isEqualTo(201);
            }
        }
        var closed = desk.close(incident);
        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(201);
        assertThat(ResponseDesk.clocks(closed))
                .extracting(clock -> String.valueOf(clock.get("state")))
                .contains("met", "excused");
        assertThat(desk.close(incident).text("type")).isEqualTo("/problems/incident-closed");
        assertThat(desk.tell(incident).text("type")).isEqualTo("/problems/incident-closed");
        assertThat(desk.entry(incident, Map.of("note", "The authority has closed it, too"))
                        .status())
                .isEqualTo(201);
        var report = desk.responder.get("/v1/incidents/" + incident + "/report");
        assertThat(report.text("description", "summary")).isEqualTo(ResponseDesk.SEEN);
        assertThat(report.list("deeds")).hasSize(names.size());
        assertThat(report.text("conclusion")).contains(ResponseDesk.WHO);
        assertThat(report.body().toString()).contains("521.11/26");
    }

    @Test
    void aFalseAlarmHasNoClocksAndIsClosed() {
        var incident = desk.opened();
        var found = desk.entry(
                incident, Map.of("triage", Map.of("verdict", "false-alarm", "because", "It was a test bucket")));
        assertThat(found.text("triage")).isEqualTo("false-alarm");
        assertThat(ResponseDesk.clocks(found)).isEmpty();
        assertThat(desk.close(incident).status()).isEqualTo(201);
    }

    @Test
    void anAssessmentIsScoredKeptWithItsReasonsAndComparedOverTime() {
        var early = desk.opened();
        assertThat(assess(early, "limited").text("type")).isEqualTo("/problems/facts-missing");
        var incident = desk.confirmed();
        assertThat(assess(incident, "negligible").status()).isEqualTo(201);
        var second = assess(incident, "maximum");
        assertThat(second.status()).isEqualTo(201);
        var report = desk.responder.get("/v1/incidents/" + incident + "/report");
        assertThat(report.list("assessments")).hasSize(2);
        assertThat(report.text("obligations", "severity", "score")).isNotBlank();
        assertThat(desk.responder
                        .get("/v1/incidents")
                        .list("incidents")
                        .getFirst()
                        .toString())
                .contains("severity=");
        assertThat(report.body().toString()).contains("an export of chats, with names");
    }

    private static Http.Answer assess(String incident, String identification) {
        return desk.responder.post(
                "/v1/incidents/" + incident + "/assessments",
                Map.of(
                        "answers",
                        Map.of(
                                "data",
                                List.of(Map.of("kind", "simple", "because", "an export of chats, with names")),
                                "identification",
                                identification,
                                "confidentiality",
                                "unknown-recipients",
                                "integrity",
                                "no-wrong-use",
                                "availability",
                                "no-difficulty")));
    }

    @Test
    void measuresAndLessonsAreTrackedToTheirDay() {
        var incident = desk.confirmed();
        var dueOn = desk.now().plus(Duration.ofDays(10)).toString().substring(0, 10);
        var planned = desk.entry(
                incident, Map.of("plan", Map.of("sort", "measure", "text", "Close the bucket", "dueOn", dueOn)));
        var entry = ResponseDesk.maps(planned.list("plans")).getFirst().get("entry");
        assertThat(planned.list("plans").toString()).contains("overdue=false");
        life.world.clock().advance("P12D");
        assertThat(desk.read(incident).body().toString()).contains("overdue=true");
        var done = desk.entry(
                incident, Map.of("done", Map.of("entry", entry, "at", desk.now().toString())));
        assertThat(done.list("plans").toString()).contains("overdue=false", "doneAt=");
    }

    @Test
    void theRegisterIsReadPageByPageNewestFirst() {
        var opened = new ArrayList<String>();
        for (var i = 0; i < 21; i++) {
            opened.add(desk.opened());
            life.world.clock().advance("PT1S");
        }
        var first = desk.responder.get("/v1/incidents");
        assertThat(ResponseDesk.maps(first.list("incidents")))
                .hasSize(20)
                .extracting(incident -> String.valueOf(incident.get("incident")))
                .isEqualTo(opened.reversed().subList(0, 20));
        assertThat(desk.responder
                        .get("/v1/incidents?next=" + first.text("next"))
                        .list("incidents")
                        .getFirst()
                        .toString())
                .contains(opened.getFirst());
    }

    @Test
    void ofAnotherTenantNobodyKnowsAnything() {
        var incident = desk.opened();
        var other = new Tenant("other");
        life.world.register(other);
        var stranger = life.as(Access.RESPONDER, other);
        assertThat(stranger.get("/v1/incidents").list("incidents")).isEmpty();
        for (var path : List.of("", "/obligations", "/report")) {
            assertThat(stranger.get("/v1/incidents/" + incident + path).status())
                    .isEqualTo(404);
            assertThat(life.bot.get("/v1/incidents/" + incident + path).status())
                    .isEqualTo(403);
            assertThat(life.as(Access.OFFICER, LocalWorld.DEMO)
                            .get("/v1/incidents/" + incident + path)
                            .status())
                    .isEqualTo(200);
        }
        for (var path : List.of("/entries", "/deeds", "/closures")) {
            var body = path.equals("/entries")
                    ? Map.<String, Object>of("note", "x")
                    : path.equals("/deeds")
                            ? Map.<String, Object>of("obligation", AUTHORITY, "ground", "x")
                            : Map.<String, Object>of("conclusion", "x");
            assertThat(stranger.post("/v1/incidents/" + incident + path, body).status())
                    .isEqualTo(404);
            assertThat(life.as(Access.OFFICER, LocalWorld.DEMO)
                            .post("/v1/incidents/" + incident + path, body)
                            .status())
                    .isEqualTo(403);
        }
    }
}
