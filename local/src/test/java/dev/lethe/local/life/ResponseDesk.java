package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A responder who opens incidents, finds out about them, and sees to what follows. */
final class ResponseDesk {
    static final String SEEN = "Bo Canary left an export of chats in a bucket";
    static final String WHO = "Ana Canary, head of security";

    final Life life;
    final Http responder;

    ResponseDesk(Life life) {
        this.life = life;
        this.responder = life.as(Access.RESPONDER, LocalWorld.DEMO);
    }

    Instant now() {
        return life.world.clock().instant();
    }

    Map<String, Object> opening() {
        var opening = new LinkedHashMap<String, Object>();
        opening.put("detectedAt", now().minus(Duration.ofMinutes(5)).toString());
        opening.put("description", Map.of("summary", SEEN, "systems", List.of("reporting")));
        return opening;
    }

    Http.Answer open() {
        return responder.post("/v1/incidents", opening());
    }

    /** One that was just opened. */
    String opened() {
        var answer = open();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("incident");
    }

    /** One that is confirmed, and of which it is known who is concerned: people in Germany, at a high risk. */
    String confirmed() {
        var incident = opened();
        assertThat(aware(incident).status()).isEqualTo(201);
        var told = tell(incident);
        assertThat(told.status()).as(told.body().toString()).isEqualTo(201);
        return incident;
    }

    Http.Answer aware(String incident) {
        return entry(incident, Map.of("awareness", Map.of("at", now().toString(), "establishedBy", WHO)));
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("detectedAt", now().minus(Duration.ofMinutes(5)).toString());
        facts.put("role", "controller");
        facts.put("affected", List.of(Map.of("place", "DE", "persons", 1_800)));
        facts.put("establishments", List.of("DE"));
        facts.put("data", List.of("messages"));
        facts.put("risk", "high");
        return facts;
    }

    Http.Answer tell(String incident) {
        return entry(incident, Map.of("facts", facts()));
    }

    Http.Answer entry(String incident, Map<String, Object> body) {
        return responder.post("/v1/incidents/" + incident + "/entries", body);
    }

    Http.Answer deed(String incident, String obligation) {
        return responder.post(
                "/v1/incidents/" + incident + "/deeds",
                Map.of(
                        "obligation",
                        obligation,
                        "doneAt",
                        now().toString(),
                        "to",
                        "Berlin's commissioner",
                        "reference",
                        "521.11/26"));
    }

    Http.Answer excuse(String incident, String obligation) {
        return responder.post(
                "/v1/incidents/" + incident + "/deeds",
                Map.of("obligation", obligation, "ground", "It turned out that nobody could read it"));
    }

    /** Has it counted who is affected: of those who said something within the last day, unless the selection says otherwise. */
    Http.Answer scope(String incident, Map<String, ?> selection) {
        var body = new LinkedHashMap<String, Object>();
        body.put("from", now().minus(Duration.ofDays(1)).toString());
        body.put("to", now().toString());
        body.putAll(selection);
        return responder.post("/v1/incidents/" + incident + "/scopes", body);
    }

    Http.Answer readScope(String incident, String scope) {
        return responder.get("/v1/incidents/" + incident + "/scopes/" + scope);
    }

    /** What a count comes to. */
    Http.Answer counted(String incident, Map<String, ?> selection) {
        var asked = scope(incident, selection);
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("counting");
        life.world.run(Schedule.SCOPING);
        var counted = readScope(incident, asked.text("scope"));
        assertThat(counted.text("status")).as(counted.body().toString()).isEqualTo("counted");
        return counted;
    }

    Http.Answer close(String incident) {
        return responder.post("/v1/incidents/" + incident + "/closures", Map.of("conclusion", "Done with " + WHO));
    }

    Http.Answer read(String incident) {
        return responder.get("/v1/incidents/" + incident);
    }

    /** The names of the clocks that nobody has said anything of. */
    static List<String> running(Http.Answer state) {
        return clocks(state).stream()
                .filter(clock -> !clock.containsKey("settledIn"))
                .map(clock -> String.valueOf(clock.get("obligation")))
                .toList();
    }

    static List<Map<?, ?>> clocks(Http.Answer state) {
        return maps(state.list("clocks"));
    }

    static List<Map<?, ?>> maps(List<?> list) {
        return list.stream()
                .<Map<?, ?>>map(one -> one instanceof Map<?, ?> map ? map : Map.of())
                .toList();
    }

    /** The kinds of the entries of a timeline, in order. */
    List<String> kinds(String incident) {
        return maps(read(incident).list("timeline")).stream()
                .map(entry -> String.valueOf(entry.get("kind")))
                .toList();
    }

    List<Map<String, AttributeValue>> entries(String incident) {
        return life.rows(Table.EVIDENCE, "TIMELINE").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#" + incident))
                .sorted(Comparator.comparing(row -> Life.text(row, "sk")))
                .toList();
    }

    List<Map<String, AttributeValue>> evidence(String incident) {
        return life.rows(Table.EVIDENCE, "CHAINED").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#incident/" + incident))
                .sorted(Comparator.comparing(row -> Life.text(row, "sk")))
                .toList();
    }

    void escalate() {
        life.world.run(Schedule.ESCALATION);
    }

    /** What was told of an incident on the bus, oldest first: each event's type and detail. */
    List<Map.Entry<String, Map<?, ?>>> heard(String incident) {
        life.world.pump();
        return life.world.bus().newest(1_000).reversed().stream()
                .<Map.Entry<String, Map<?, ?>>>map(event -> Map.entry(
                        String.valueOf(event.get("detail-type")),
                        event.get("detail") instanceof Map<?, ?> detail ? detail : Map.of()))
                .filter(event -> incident.equals(event.getValue().get("incident")))
                .toList();
    }

    /** Brings an event to the function behind EventBridge's rule. */
    Map<?, ?> bring(Map<String, Object> event) {
        var answer = life.world.lambdas().invoke(Fn.FINDINGS, Json.write(event));
        return Json.read(answer).orElse(Map.of()) instanceof Map<?, ?> map ? map : Map.of();
    }
}
