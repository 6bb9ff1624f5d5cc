package dev.lethe.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same request again: the same answer, and one effect. */
class RepeatsTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static Wire wire;

    @BeforeAll
    static void begin() {
        wire = new Wire(LocalWorld.Options.inMemory());
    }

    @AfterAll
    static void end() {
        wire.close();
    }

    private final Map<String, Object> person =
            Map.of("channel", "whatsapp", "userId", "49152098" + PEOPLE.incrementAndGet());

    @Test
    void aRepeatedKeyGetsTheVerySameAnswerAndStoresNothingMore() {
        var requests = Map.of(
                "/v1/consents", decision("grant"),
                "/v1/messages", messages("m_1", "hello", "service"),
                "/v1/requests", erasure());
        for (var path : List.of("/v1/consents", "/v1/messages", "/v1/requests")) {
            var body = Json.write(requests.get(path) == null ? Map.of() : requests.get(path));
            var first = keyed(path, body, "key-1" + path);
            assertThat(first.status()).isBetween(200, 202);
            var rows = wire.rows();
            var again = keyed(path, body, "key-1" + path);
            assertThat(again.status()).isEqualTo(first.status());
            assertThat(again.text()).isEqualTo(first.text());
            assertThat(again.headers().get("location"))
                    .isEqualTo(first.headers().get("location"));
            assertThat(wire.rows()).isEqualTo(rows);
        }
    }

    @Test
    void aRepeatedKeyWithOtherContentIsRefusedAndStoresNothing() {
        keyed("/v1/consents", Json.write(decision("refuse")), "key-2");
        var rows = wire.rows();
        var other = keyed("/v1/consents", Json.write(decision("grant")), "key-2");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("other-content");
        assertThat(wire.rows()).isEqualTo(rows);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        keyed("/v1/consents", Json.write(decision("refuse")), "key-3");
        wire.world.advance("P2D");
        assertThat(keyed("/v1/consents", Json.write(decision("grant")), "key-3").status())
                .isEqualTo(201);
    }

    @Test
    void aKeyIsFreeAsSoonAsItIsForgottenThoughItsRowIsStillThere() {
        keyed("/v1/requests", Json.write(erasure()), "key-late");
        keyed("/v1/consents", Json.write(decision("withdraw")), "key-late-too");
        wire.world.clock().advance("P2D");
        assertThat(keyed("/v1/requests", Json.write(erasure()), "key-late").status())
                .isEqualTo(202);
        assertThat(keyed("/v1/consents", Json.write(decision("withdraw")), "key-late-too")
                        .status())
                .isBetween(200, 201);
    }

    @Test
    void manyAtOnceWithOneKeyHaveOneEffectAndOneAnswer() throws Exception {
        var answers = new ArrayList<Wire.Answer>();
        var token = wire.token(Access.BOT);
        var body = Json.write(decision("grant"));
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<Wire.Answer>>();
            for (var i = 0; i < 16; i++) {
                running.add(threads.submit(
                        () -> wire.send("POST", "/v1/consents", token, body, Map.of("Idempotency-Key", "key-4"))));
            }
            for (var one : running) {
                answers.add(one.get());
            }
        }
        var done = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(done).isNotEmpty();
        assertThat(new HashSet<>(done.stream().map(Wire.Answer::text).toList())).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 503);
        var subject = done.getFirst().field("subject");
        assertThat(history(subject)).hasSize(1);
    }

    @Test
    void aMessageIdIsStoredOnce() {
        var first = wire.bot("POST", "/v1/messages", messages("m_5", "hello", "service"));
        var rows = wire.rows();
        var again = wire.bot("POST", "/v1/messages", messages("m_5", "hello", "service"));
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.status()).isEqualTo(201);
        var other = wire.bot("POST", "/v1/messages", messages("m_5", "something else", "service"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).doesNotContain("something else");
        assertThat(wire.rows()).isEqualTo(rows);
    }

    @Test
    void aMessageSentAgainAfterAFurtherYesIsToldForWhatItIsKept() {
        var purposes = List.of("service", "chat-history");
        var both = Map.of(
                "subject",
                person,
                "conversationId",
                "c",
                "purposes",
                purposes,
                "messages",
                List.of(said("m_10", "hello")));
        var first = wire.bot("POST", "/v1/messages", both);
        wire.bot("POST", "/v1/consents", decision("grant"));
        var again = wire.bot("POST", "/v1/messages", both);
        assertThat(again.body().get("messages")).isEqualTo(first.body().get("messages"));
        assertThat(String.valueOf(again.body().get("messages")))
                .contains("service")
                .doesNotContain("chat-history");
    }

    @Test
    void aBatchWithOneOtherContentStoresNoneOfIt() {
        wire.bot("POST", "/v1/messages", messages("m_6", "hello", "service"));
        var rows = wire.rows();
        var batch = Map.of(
                "subject",
                person,
                "conversationId",
                "c",
                "purposes",
                List.of("service"),
                "messages",
                List.of(said("m_7", "new"), said("m_6", "changed")));
        assertThat(wire.bot("POST", "/v1/messages", batch).status()).isEqualTo(409);
        assertThat(wire.rows()).isEqualTo(rows);
        var mixed = Map.of(
                "subject",
                person,
                "conversationId",
                "c",
                "purposes",
                List.of("service"),
                "messages",
                List.of(said("m_7", "new"), said("m_6", "hello")));
        assertThat(wire.bot("POST", "/v1/messages", mixed).status()).isEqualTo(201);
        assertThat(wire.rows()).isEqualTo(rows + 1);
    }

    @Test
    void aYesThatIsDeliveredLateDoesNotUndoANo() {
        var refused = wire.bot("POST", "/v1/messages", messages("m_8", "hello", "chat-history"));
        var ask = String.valueOf(Wire.at(refused.body(), "ask").get("ask"));
        var yes = Map.of("subject", person, "ask", ask, "button", "grant.chat-history");
        assertThat(wire.bot("POST", "/v1/consents", yes).status()).isEqualTo(201);
        assertThat(wire.bot("POST", "/v1/consents", yes).status())
                .as("a repeat changes nothing")
                .isEqualTo(200);
        wire.world.clock().advance("PT1S");
        assertThat(wire.bot("POST", "/v1/consents", decision("withdraw")).status())
                .isEqualTo(201);
        var late = wire.bot("POST", "/v1/consents", yes);
        assertThat(late.problem()).isEqualTo("notice-superseded");
        assertThat(late.body().containsKey("ask")).isTrue();
        assertThat(wire.bot("POST", "/v1/messages", messages("m_8", "hello", "chat-history"))
                        .problem())
                .isEqualTo("consent-refused");
    }

    @Test
    void aWithdrawalBesideAStaleGrantIsRecordedAllTheSame() {
        wire.bot("POST", "/v1/consents", decision("grant"));
        var both = wire.bot(
                "POST",
                "/v1/consents",
                Map.of(
                        "subject", person,
                        "notice", Map.of("id", "chat", "version", 7),
                        "decisions",
                                List.of(
                                        Map.of("purpose", "training", "decision", "grant"),
                                        Map.of("purpose", "chat-history", "decision", "withdraw"))));
        assertThat(both.problem()).isEqualTo("notice-superseded");
        assertThat(both.text()).contains("applied").contains("withdrawn");
        assertThat(wire.bot("POST", "/v1/messages", messages("m_9", "hello", "chat-history"))
                        .problem())
                .isEqualTo("consent-refused");
    }

    private static List<?> history(String subject) {
        return wire.get("/v1/subjects/" + subject + "/consents").body().get("history") instanceof List<?> list
                ? list
                : List.of();
    }

    private static Wire.Answer keyed(String path, byte[] body, String key) {
        return wire.send("POST", path, wire.token(Access.BOT), body, Map.of("Idempotency-Key", key));
    }

    private Map<String, Object> decision(String decision) {
        return Map.of(
                "subject", person,
                "notice", Map.of("id", "chat", "version", 1),
                "decisions", List.of(Map.of("purpose", "chat-history", "decision", decision)));
    }

    private Map<String, Object> erasure() {
        return Map.of("subject", person, "type", "erasure");
    }

    private Map<String, Object> messages(String id, String text, String purpose) {
        return Map.of(
                "subject",
                person,
                "conversationId",
                "c",
                "purposes",
                List.of(purpose),
                "messages",
                List.of(said(id, text)));
    }

    private static Map<String, Object> said(String id, String text) {
        return Map.of("messageId", id, "author", "person", "text", text, "sentAt", "2026-01-31T12:00:00Z");
    }
}
