package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An officer who places holds, reads what they hold, and releases them. */
final class LegalDesk {
    static final String MATTER = "the matter of the parcel that never came";

    final Life life;
    final Http officer;

    LegalDesk(Life life) {
        this.life = life;
        this.officer = life.as(Access.OFFICER, LocalWorld.DEMO);
    }

    LocalDate today() {
        return LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
    }

    Map<String, Object> request(String subject) {
        return Map.of(
                "subject",
                subject,
                "reference",
                MATTER,
                "reviewOn",
                today().plusDays(90).toString());
    }

    Http.Answer place(Life.Someone someone) {
        return officer.post("/v1/holds", request(someone.subject()));
    }

    Http.Answer place(Life.Someone someone, String conversation) {
        var request = new LinkedHashMap<>(request(someone.subject()));
        request.put("conversation", conversation);
        return officer.post("/v1/holds", request);
    }

    /** A hold whose line was cut as soon as it was placed: nothing is copied yet. */
    String stuck(Life.Someone someone) {
        release(place(someone).text("hold"));
        var again = new ArrayList<String>();
        var calls = life.calls.of(() -> again.add(place(someone).text("hold")));
        release(again.getFirst());
        life.calls.cutBefore(calls.indexOf("TransactWriteItems") + 2);
        var placed = place(someone);
        life.calls.mend();
        assertThat(placed.status()).isEqualTo(202);
        assertThat(placed.text("status")).isEqualTo("placing");
        return placed.text("hold");
    }

    Http.Answer read(String hold) {
        return officer.get("/v1/holds/" + hold);
    }

    Http.Answer release(String hold) {
        return officer.send("DELETE", "/v1/holds/" + hold, new byte[0]);
    }

    /** What a hold holds, word for word, in order. */
    List<String> texts(String hold) {
        var page = officer.get("/v1/holds/" + hold + "/messages");
        assertThat(page.status()).isEqualTo(200);
        return texts(page);
    }

    static List<String> texts(Http.Answer page) {
        return page.list("messages").stream()
                .map(message ->
                        message instanceof Map<?, ?> fields && fields.get("content") instanceof Map<?, ?> content
                                ? String.valueOf(content.get("text"))
                                : "")
                .toList();
    }

    /** Runs the schedule, whatever comes of it. */
    void tend() {
        life.world.run(Schedule.HOLDING);
    }

    List<Map<String, AttributeValue>> copies(String hold) {
        return life.rows(Table.RECORDS, "HELD").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#HOLD#" + hold))
                .toList();
    }

    /** How many holds are being placed, and how many are not released, as the tenant's row says. */
    List<String> counts() {
        return life.rows(Table.KEYS, "PLACING").stream()
                .flatMap(row -> List.of("placing", "unreleased").stream()
                        .map(name -> row.getOrDefault(name, AttributeValue.fromN("-1"))
                                .n()))
                .toList();
    }
}
