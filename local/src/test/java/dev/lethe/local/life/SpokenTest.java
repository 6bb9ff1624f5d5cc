package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suite has people told: why, in their language, and what a bot has to disclose. */
class SpokenTest {
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void whyIsSaidInTheLanguageThatIsWantedElseInTheirsElseInEnglish() {
        var someone = life.someone();
        assertThat(because(permissions(someone, Map.of()))).isEqualTo("You have not been asked about this yet.");
        assertThat(because(permissions(someone, Map.of("locale", "de"))))
                .isEqualTo("Sie wurden dazu noch nicht gefragt.");
        known(someone, Map.of("locale", "fr"));
        var french = "La question ne vous a pas encore été posée.";
        assertThat(because(permissions(someone, Map.of()))).isEqualTo(french);
        assertThat(because(permissions(someone, Map.of("locale", "nl")))).isEqualTo("Dit is u nog niet gevraagd.");
        assertThat(someone.says(1, 1, Life.SERVICE).list("purposes"))
                .first()
                .asString()
                .contains("base juridique");
        assertThat(because(someone.says(1, 1, Life.CHATS))).as("of a refusal").isEqualTo(french);
        assertThat(because(someone.recalls(Life.CHATS))).as("of reading back").isEqualTo(french);
        assertThat(life.bot
                        .get("/v1/subjects/" + someone.subject() + "/consents")
                        .list("standing"))
                .as("of what stands")
                .asString()
                .contains(french);
    }

    @Test
    void aBotThatSendsNoSessionIsToldOfNoDisclosure() {
        var answer = permissions(life.someone(), Map.of());
        assertThat(answer.body().containsKey("disclosures")).isFalse();
        assertThat(answer.body().containsKey("nextDisclosureAt")).isFalse();
    }

    @Test
    void toSomebodyOfWhomNothingIsKnownABotSaysWhatItIsAndThatIsAll() {
        var someone = life.someone();
        var start = now().minus(Duration.ofDays(1));
        var answer = permissions(someone, Map.of("locale", "de-AT", "session", session(start, null)));
        assertThat(only(answer))
                .containsEntry("sentence", "start")
                .containsEntry("say", "Sie schreiben mit einer künstlichen Intelligenz (KI), nicht mit einem Menschen.")
                .containsEntry("dueAt", start.toString())
                .containsEntry("laws", List.of());
        assertThat(answer.body().containsKey("nextDisclosureAt")).isFalse();
        assertThat(permissions(someone, Map.of("session", session(start, start)))
                        .list("disclosures"))
                .isEmpty();
    }

    @Test
    void aNewYorkerIsRemindedEveryThreeHours() {
        var someone = life.someone();
        known(someone, Map.of("residence", "US-NY"));
        var start = now().minus(Duration.ofHours(9));
        var said = now().minus(Duration.ofHours(2));
        var early = permissions(someone, Map.of("session", session(start, said)));
        assertThat(early.body().get("disclosures")).isEqualTo(List.of());
        assertThat(early.text("nextDisclosureAt"))
                .isEqualTo(said.plus(Duration.ofHours(3)).toString());

        var late = now().minus(Duration.ofHours(4));
        var answer = permissions(someone, Map.of("session", session(start, late)));
        assertThat(only(answer))
                .containsEntry("sentence", "reminder")
                .containsEntry("dueAt", late.plus(Duration.ofHours(3)).toString())
                .containsEntry(
                        "laws",
                        List.of(Map.of(
                                "fact", "bot.ny.art47", "basis", "N.Y. GBL 1700-1704", "confidence", "primary")));
        assertThat(Instant.parse(answer.text("nextDisclosureAt"))).isAfter(now().plus(Duration.ofHours(2)));
    }

    @Test
    void aYoungCalifornianIsRemindedOfABreakInTheirOwnLanguageWithEachMessage() {
        var someone = life.someone();
        known(someone, Map.of("residence", "US-CA", "ageBand", "age-15", "locale", "es"));
        var start = now().minus(Duration.ofHours(3));
        var stored = says(someone, Life.SERVICE, session(start, start));
        assertThat(stored.status()).isEqualTo(201);
        assertThat(only(stored)).containsEntry("sentence", "reminder-minor");
        assertThat(only(stored).get("say")).asString().contains("haga una pausa");
    }

    @Test
    void aMessageThatIsRefusedIsAnsweredWithWhatIsDueToo() {
        var someone = life.someone();
        known(someone, Map.of("residence", "DE"));
        var refused = says(someone, Life.CHATS, session(now(), null));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(only(refused)).containsEntry("sentence", "start");
        assertThat(only(refused).get("laws")).asString().contains("bot.eu.art50_1", "direct interaction");
    }

    @Test
    void aSessionTakesNoFurtherCall() {
        var someone = life.someone();
        known(someone, Map.of("residence", "US-NY"));
        var session = session(now(), null);
        permissions(someone, Map.of("session", session));
        assertThat(life.calls.of(() -> permissions(someone, Map.of("session", session))))
                .containsExactly("BatchGetItem");
        assertThat(life.calls.of(() -> says(someone, Life.CHATS, session))).containsExactly("BatchGetItem");
    }

    /** By minutes from now. */
    @ParameterizedTest
    @CsvSource({
        "startedAt,    10,    , ",
        "disclosedAt, -10, -11, ",
        "disclosedAt, -10,  10, ",
        "askedAt,     -10,    , -11",
        "askedAt,     -10, -10,  10",
    })
    void whatHasNotBeenYetIsRefusedByItsFieldAndNothingIsStored(
            String field, int started, @Nullable Integer disclosed, @Nullable Integer asked) {
        refuses(field, started, Optional.ofNullable(disclosed), Optional.ofNullable(asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void whatIsNoTimeIsRefusedByItsField(String time) {
        var answer = says(life.someone(), Life.SERVICE, Map.of("startedAt", time));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("errors")).singleElement().asString().contains("/session/startedAt");
    }

    /** GDPR Art. 3(1): a notice of a controller in Germany, about somebody in Wyoming, somebody in Korea, and a stranger. */
    @Test
    void whereTheControllerIsEstablishedItsLawHoldsForEverybody() {
        var praxis = new Tenant("praxis");
        life.world.register(praxis);
        var publisher = life.as(Access.OFFICER, praxis);
        var asks = life.as(Access.BOT, praxis);
        var analytics = ConsentsTest.NOTICE.replace("\"use\": \"security\"", "\"use\": \"analytics\"");
        publish(publisher, analytics);
        var wyoming = Map.<String, Object>of("channel", "messenger", "userId", "wyoming");
        var stranger = Map.<String, Object>of("channel", "messenger", "userId", "stranger");
        var korea = Map.<String, Object>of("channel", "messenger", "userId", "korea");
        asks.send("PUT", "/v1/subjects", Json.write(Map.of("subject", wyoming, "residence", "US-WY")));
        asks.send("PUT", "/v1/subjects", Json.write(Map.of("subject", korea, "residence", "KR")));
        assertThat(why(asks, wyoming, "safety")).isEqualTo("legal-basis");

        publish(publisher, established(analytics, "DE"));
        assertThat(why(asks, wyoming, "safety")).isEqualTo("law-asks-for-consent");
        assertThat(life.calls.of(() -> assertThat(why(asks, stranger, "safety")).isEqualTo("law-asks-for-consent")))
                .as("the notices' places come with the file")
                .containsExactly("BatchGetItem");

        var erasure = asks.post("/v1/requests", Map.of("subject", stranger, "type", "erasure"));
        assertThat(erasure.text("rule")).isEqualTo("eu_gdpr.rights.response");
        assertThat(erasure.text("because")).isEqualTo("establishment");
        erasure = asks.post("/v1/requests", Map.of("subject", korea, "type", "erasure"));
        assertThat(erasure.text("rule")).isEqualTo("kr_pipa.rights.response");
        assertThat(erasure.text("reading")).isEqualTo("clock");
        assertThat(erasure.text("because")).isEqualTo("residence");
        assertThat(asks.get("/v1/requests/" + erasure.text("request")).body()).isEqualTo(erasure.body());
    }

    @Test
    void whatNobodyKnowsIsRefusedByNameInAPreviewToo() {
        var invented = established(ConsentsTest.NOTICE.replace("us_ca", "us_zz"), "XX");
        var officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        for (var method : List.of("PUT", "POST")) {
            var path = "/v1/notices/invented" + (method.equals("PUT") ? "" : "/previews");
            var refused = officer.send(method, path, invented.getBytes(StandardCharsets.UTF_8));
            assertThat(refused.body().toString())
                    .contains("/regimes", "/controllers/0/establishments")
                    .doesNotContain("us_zz", "XX");
        }
    }

    static void publish(Http publisher, String notice) {
        assertThat(publisher
                        .send("PUT", "/v1/notices/clinic", notice.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(201);
    }

    static String established(String notice, String place) {
        return notice.replace(
                "\"address\": \"Street 1\"", "\"address\": \"Street 1\", \"establishments\": [\"" + place + "\"]");
    }

    private static String why(Http asks, Map<String, Object> who, String purpose) {
        var answer = asks.post("/v1/permissions", Map.of("subject", who, "purposes", List.of(purpose)));
        return answer.list("purposes").getFirst() instanceof Map<?, ?> told ? String.valueOf(told.get("why")) : "";
    }

    private static void refuses(String field, int started, Optional<Integer> disclosed, Optional<Integer> asked) {
        var session = new HashMap<String, Object>();
        session.put("startedAt", minutes(started));
        disclosed.ifPresent(minutes -> session.put("disclosedAt", minutes(minutes)));
        asked.ifPresent(minutes -> session.put("askedAt", minutes(minutes)));
        var someone = life.someone();
        var before = life.census();
        for (var answer :
                List.of(permissions(someone, Map.of("session", session)), says(someone, Life.SERVICE, session))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("type")).isEqualTo("/problems/malformed");
            assertThat(answer.list("errors")).singleElement().asString().contains("/session/" + field);
            assertThat(answer.body().toString())
                    .doesNotContain(session.getOrDefault(field, "").toString());
        }
        assertThat(life.census()).isEqualTo(before);
    }

    private static String minutes(int fromNow) {
        return now().plus(Duration.ofMinutes(fromNow)).toString();
    }

    private static Instant now() {
        return life.world.clock().instant();
    }

    private static Map<String, Object> session(Instant startedAt, @Nullable Instant disclosedAt) {
        return disclosedAt == null
                ? Map.of("startedAt", startedAt.toString())
                : Map.of("startedAt", startedAt.toString(), "disclosedAt", disclosedAt.toString());
    }

    private static void known(Life.Someone someone, Map<String, Object> as) {
        var body = new HashMap<>(as);
        body.put("subject", someone.account);
        assertThat(life.bot.send("PUT", "/v1/subjects", Json.write(body)).status())
                .isEqualTo(200);
    }

    private static Http.Answer permissions(Life.Someone someone, Map<String, Object> more) {
        var body = new HashMap<>(more);
        body.put("subject", someone.account);
        body.put("purposes", List.of(Life.CHATS));
        return life.bot.post("/v1/permissions", body);
    }

    private static Http.Answer says(Life.Someone someone, String purpose, Map<String, Object> session) {
        var body = new HashMap<>(someone.message(1, 1, purpose));
        body.put("session", session);
        return life.bot.post("/v1/messages", body);
    }

    private static String because(Http.Answer answer) {
        return answer.list("purposes").getFirst() instanceof Map<?, ?> told ? String.valueOf(told.get("because")) : "";
    }

    private static Map<String, Object> only(Http.Answer answer) {
        var disclosures = answer.list("disclosures");
        assertThat(disclosures).hasSize(1);
        var fields = new HashMap<String, Object>();
        if (disclosures.getFirst() instanceof Map<?, ?> disclosure) {
            disclosure.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return fields;
    }
}
