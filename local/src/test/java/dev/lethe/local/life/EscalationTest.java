package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Table;
import dev.lethe.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of every clock that runs out somebody is told, once for each fraction of its time, whatever was missed or cut off; and of what detectors find. */
class EscalationTest {
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

    private static List<Object> told(String incident) {
        return desk.heard(incident).stream()
                .filter(event -> event.getKey().equals("DeadlineNear"))
                .<Object>map(event -> event.getValue().get("percent"))
                .toList();
    }

    @Test
    void eachFractionIsToldOnceAsItPasses() {
        var incident = desk.opened();
        desk.escalate();
        assertThat(told(incident)).isEmpty();
        assertThat(desk.heard(incident)).extracting(Map.Entry::getKey).containsExactly("IncidentOpened");
        life.world.clock().advance("PT36H");
        desk.escalate();
        desk.escalate();
        assertThat(told(incident)).containsExactly(50);
        life.world.clock().advance("PT22H");
        desk.escalate();
        life.world.clock().advance("PT11H");
        desk.escalate();
        life.world.clock().advance("PT3H");
        desk.escalate();
        desk.escalate();
        assertThat(told(incident)).containsExactly(50, 80, 95, 100);
        assertThat(desk.heard(incident).getLast().getValue().get("obligations")).hasToString("[provisional]");
        assertThat(desk.kinds(incident))
                .containsExactly("opened", "escalation", "escalation", "escalation", "escalation");
        assertThat(desk.heard(incident))
                .extracting(event -> event.getValue().get("id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void afterMissedRunsTheHighestFractionIsToldAndNoneBelowIt() {
        var incident = desk.confirmed();
        LOG.clear();
        life.world.clock().advance("P40D");
        desk.escalate();
        desk.escalate();
        assertThat(told(incident)).containsOnly(100).hasSize(1);
        assertThat(LOG.toString()).contains("\"DeadlinesPassed\":");
        assertThat(LOG.stream().filter(line -> line.contains("\"DeadlinesPassed\"") && !line.contains("Passed\":0")))
                .hasSize(1);
    }

    @Test
    void whatWasDoneOrExcusedIsNotToldAnyMore() {
        var incident = desk.confirmed();
        for (var name : ResponseDesk.running(desk.entry(incident, Map.of("note", "a")))) {
            assertThat(desk.excuse(incident, name).status()).isEqualTo(201);
        }
        life.world.clock().advance("P40D");
        desk.escalate();
        assertThat(told(incident)).isEmpty();
        desk.close(incident);
        assertThat(life.rows(Table.RECORDS, "INCIDENT").stream()
                        .filter(row -> Life.text(row, "sk").equals(incident)))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContainKey("at"));
    }

    @Test
    void aDrillIsToldAsOneAndAlarmsNobody() {
        var opening = new LinkedHashMap<>(desk.opening());
        opening.put("drill", true);
        var incident = desk.responder.post("/v1/incidents", opening).text("incident");
        life.world.clock().advance("P4D");
        LOG.clear();
        desk.escalate();
        assertThat(desk.heard(incident).getLast().getValue().get("drill")).isEqualTo(true);
        assertThat(told(incident)).containsExactly(100);
    }

    /** Before and after each call of a run: the next one tells what was not told, and nothing twice. */
    @Test
    void aRunThatIsCutOffAnywhereTellsOnce() {
        var first = desk.opened();
        life.world.clock().advance("PT40H");
        var calls = life.calls.of(desk::escalate).size();
        assertThat(told(first)).containsExactly(50);
        assertThat(calls).isGreaterThan(3);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var incident = desk.opened();
                life.world.clock().advance("PT40H");
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                try {
                    desk.escalate();
                } catch (RuntimeException _) {
                    // The schedule comes again.
                }
                life.calls.mend();
                desk.escalate();
                assertThat(told(incident))
                        .as("cut " + (after ? "after " : "before ") + n)
                        .containsExactly(50);
            }
        }
    }

    @Test
    void aFindingOpensOneIncidentAndItsChangeIsAnEntry() throws IOException {
        var finding = sample("guardduty");
        assertThat(desk.bring(finding)).hasToString("{opened=1, updated=0, known=0}");
        assertThat(desk.bring(finding)).hasToString("{opened=0, updated=0, known=1}");
        var incident = incidentOf("guardduty");
        assertThat(desk.kinds(incident)).containsExactly("opened");
        var detail = new LinkedHashMap<>(detail(finding));
        detail.put("updatedAt", "2025-10-10T00:00:00.000Z");
        finding.put("detail", detail);
        assertThat(desk.bring(finding)).hasToString("{opened=0, updated=1, known=0}");
        assertThat(desk.bring(finding)).hasToString("{opened=0, updated=0, known=1}");
        assertThat(desk.kinds(incident)).containsExactly("opened", "finding");
        var state = desk.read(incident);
        assertThat(state.text("state", "triage")).isEqualTo("untriaged");
        assertThat(state.text("state", "detectedAt")).isEqualTo("2025-08-22T01:40:10.007Z");
        assertThat(state.list("timeline").toString()).contains("CredentialAccess:IAMUser/AnomalousBehavior");
        assertThat(life.rows(Table.RECORDS).toString() + LOG).doesNotContain("GeneratedFindingUserName");
    }

    @Test
    void aFindingThatIsCutOffAnywhereOpensOneIncident() throws IOException {
        var calls = life.calls.of(() -> desk.bring(finding("whole"))).size();
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var name = "cut-" + n + after;
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                try {
                    desk.bring(finding(name));
                } catch (RuntimeException _) {
                    // EventBridge brings it again.
                }
                life.calls.mend();
                desk.bring(finding(name));
                assertThat(life.rows(Table.RECORDS, "FINDING").stream()
                                .map(row -> Life.text(row, "incident"))
                                .filter(incident ->
                                        desk.read(incident).body().toString().contains(name + ",")))
                        .as(name)
                        .hasSize(1);
                assertThat(life.rows(Table.RECORDS, "INCIDENT").stream().filter(row -> desk.read(Life.text(row, "sk"))
                                .body()
                                .toString()
                                .contains(name + ",")))
                        .as(name)
                        .hasSize(1);
            }
        }
    }

    private static Map<String, Object> finding(String id) {
        try {
            var event = sample("macie");
            var detail = new LinkedHashMap<>(detail(event));
            detail.put("id", id);
            event.put("detail", detail);
            return event;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeReadIsToldByNameAndFailsSoThatItIsPutAside() throws IOException {
        for (var missing : List.of("id", "type", "severity", "createdAt", "updatedAt")) {
            for (var wrong : List.of("absent", "other")) {
                var event = sample("guardduty");
                var detail = new LinkedHashMap<>(detail(event));
                if (wrong.equals("absent")) {
                    detail.remove(missing);
                } else {
                    detail.put(missing, Map.of("canary", "canary"));
                }
                event.put("detail", detail);
                LOG.clear();
                assertThatThrownBy(() -> desk.bring(event)).as(missing).isInstanceOf(IllegalStateException.class);
                assertThat(LOG.toString()).contains("FindingsParked", "a finding could not be read");
                assertThat(LOG.toString()).doesNotContain("canary", "GeneratedFinding");
            }
        }
        var other = sample("guardduty");
        other.put("detail-type", "GuardDuty Something");
        assertThatThrownBy(() -> desk.bring(other)).isInstanceOf(IllegalStateException.class);
        assertThat(LOG.toString()).contains("UNKNOWN_DETECTOR");
    }

    private static String incidentOf(String sample) throws IOException {
        var id = String.valueOf(detail(sample(sample)).get("id"));
        return life.rows(Table.RECORDS, "FINDING").stream()
                .map(row -> Life.text(row, "incident"))
                .filter(incident -> desk.read(incident).body().toString().contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> sample(String name) throws IOException {
        var file = Path.of(System.getProperty("lethe.root", ".."), "events", "findings", name + ".json");
        var event = new LinkedHashMap<String, Object>();
        if (Json.read(Files.readAllBytes(file)).orElseThrow() instanceof Map<?, ?> tree) {
            tree.forEach((field, value) -> event.put(String.valueOf(field), value));
        }
        return event;
    }

    private static Map<String, Object> detail(Map<String, Object> event) {
        var detail = new LinkedHashMap<String, Object>();
        if (event.get("detail") instanceof Map<?, ?> tree) {
            tree.forEach((field, value) -> detail.put(String.valueOf(field), value));
        }
        return detail;
    }
}
