package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent as the law means it, over HTTP: of children, of special categories, by signals, against interests, for a while. */
class ConsentsTest {
    private static final Tenant CLINIC = new Tenant("clinic");
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    static final String NOTICE = """
        {"locale": "en",
         "wordings": {"en": {"chat": "We are a bot.", "full": "All of it.", "questions": {
           "diary": {"text": "Keep a diary?", "yes": "Yes", "no": "No"},
           "symptoms": {"text": "Use what you say of your health?", "yes": "Yes, use it", "no": "No"}}}},
         "purposes": [
           {"purpose": "help", "basis": "contract", "categories": ["message-text"], "retention": "P14D",
            "retentionReason": "To help", "recipients": ["Host"], "use": "service"},
           {"purpose": "diary", "basis": "consent", "categories": ["message-text", "mood"], "retention": "P30D",
            "retentionReason": "To remember", "recipients": ["Host"], "use": "personalisation", "consentLasts": "P1Y"},
           {"purpose": "symptoms", "basis": "contract", "categories": ["message-text"], "retention": "P30D",
            "retentionReason": "To help", "recipients": ["Host"], "use": "service",
            "special": {"categories": ["health"], "condition": "explicit-consent"}},
           {"purpose": "safety", "basis": "legitimate-interest", "categories": ["message-text"], "retention": "P30D",
            "retentionReason": "Against abuse", "recipients": ["Host"], "use": "security", "ground": "To keep it safe"},
           {"purpose": "offers", "basis": "legitimate-interest", "categories": ["message-text"], "retention": "P30D",
            "retentionReason": "To sell", "recipients": ["Ads"], "use": "sale", "ground": "To live"}],
         "controllers": [{"name": "Clinic", "role": "controller", "address": "Street 1"}],
         "platformCopy": "The platform keeps its own.", "rights": ["access", "erasure"],
         "contact": "privacy@example.org", "reviewBy": "2027-06-30", "regimes": ["eu_gdpr", "us_ca"]}\
        """;

    private static Life life;
    private static Http bot;
    private static Http officer;

    @BeforeAll
    static void begin() {
        life = new Life();
        life.world.register(CLINIC);
        bot = life.as(Access.BOT, CLINIC);
        officer = life.as(Access.OFFICER, CLINIC);
        var published = officer.send("PUT", "/v1/notices/clinic", NOTICE.getBytes(StandardCharsets.UTF_8));
        assertThat(published.status()).isEqualTo(201);
        assertThat(published.list("findings")).asString().contains("GDPR Art. 13(2)(d)", "11 CCR §7012(e)(5)");
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void aChildsYesNeedsAParentsWordAndANoDoesNot() {
        var child = someone("DE", "age-14");
        var alone = grant(child, "diary");
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.text("type")).isEqualTo("/problems/parental-authorisation-required");
        assertThat(allowed(child, "diary")).isFalse();
        assertThat(allowed(child, "help")).as("age gates consent alone").isTrue();

        var press =
                Map.of("subject", child, "ask", alone.text("ask", "ask"), "button", "grant.diary", "parent", parent());
        var answer = bot.post("/v1/consents", press);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(allowed(child, "diary")).isTrue();
        assertThat(decide(child, "diary", "withdraw").status()).isEqualTo(201);
        assertThat(allowed(child, "diary")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DE, age-15, 422", "AT, age-14, 201", "AT, age-13, 422", "FR, age-14, 422", "FR, age-15, 201"})
    void theAgeIsTheCountrys(String country, String band, int status) {
        assertThat(grant(someone(country, band), "diary").status()).isEqualTo(status);
    }

    @Test
    void whoTurnsSixteenSaysYesThemselves() {
        var child = someone("DE", "age-15");
        assertThat(grant(child, "diary").status()).isEqualTo(422);
        assertThat(put(child, Map.of("ageBand", "from-16-to-17")).status()).isEqualTo(200);
        assertThat(grant(child, "diary").status()).isEqualTo(201);
    }

    @Test
    void nobodyGrowsUpByBeingAskedAgain() {
        var child = someone("DE", "under-13");
        var forged = put(child, Map.of("ageBand", "adult"));
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.text("type")).isEqualTo("/problems/age-implausible");
        assertThat(grant(child, "diary").status()).isEqualTo(422);
        var corrected = new HashMap<String, Object>(Map.of("subject", child, "ageBand", "adult"));
        assertThat(officer.send("PUT", "/v1/subjects", json(corrected)).status())
                .isEqualTo(200);
        assertThat(grant(child, "diary").status()).isEqualTo(201);
    }

    @Test
    void aForgedParentsWordIsRefusedByName() {
        var child = someone("DE", "age-14");
        var ask = grant(child, "diary").text("ask", "ask");
        var body = new HashMap<String, Object>(
                Map.of("subject", child, "ask", ask, "button", "grant.diary", "parent", parent()));
        var itself = new HashMap<>(parent());
        itself.put("account", child);
        assertWrong(with(body, "parent", itself), "/parent/account");
        var later = new HashMap<>(parent());
        later.put(
                "checkedAt",
                life.world.clock().instant().plus(Duration.ofHours(1)).toString());
        assertWrong(with(body, "parent", later), "/parent/checkedAt");
        var others = grant(someone("DE", "age-14"), "diary").text("ask", "ask");
        assertWrong(with(body, "ask", others), "/ask");
        assertWrong(with(body, "ask", ask + "x"), "/ask");
        var reported = new HashMap<>(decision(child, "diary", "grant"));
        reported.put("parent", parent());
        assertWrong(reported, "/ask");
        assertThat(allowed(child, "diary")).isFalse();
    }

    @Test
    void dataOfSpecialCategoriesNeedExpressWords() {
        var person = someone("DE", "adult");
        assertThat(allowed(person, "symptoms")).isFalse();
        assertThat(grant(person, "symptoms").text("type")).isEqualTo("/problems/explicit-consent-required");
        var said = new HashMap<>(decision(person, "symptoms", "grant"));
        said.put(
                "decisions",
                List.of(Map.of(
                        "purpose", "symptoms", "decision", "grant", "said", "Yes, use what I say of my health")));
        assertThat(bot.post("/v1/consents", said).status()).isEqualTo(201);
        assertThat(allowed(person, "symptoms")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-ticked-box", "continued-use", "accepted-terms", "accepted-all"})
    void bundledAndPreTickedConsentIsRefusedWithTheReason(String means) {
        var person = someone("DE", "adult");
        var refused = bot.post("/v1/consents", with(decision(person, "diary", "grant"), "means", means));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/not-valid-consent");
        assertThat(refused.text("why")).contains("GDPR");
        assertThat(allowed(person, "diary")).isFalse();
        assertThat(bot.post("/v1/consents", with(decision(person, "diary", "refuse"), "means", means))
                        .status())
                .as("a no counts by whatever means")
                .isEqualTo(201);
    }

    @Test
    void aSignalEndsWhatIsSoldWhereTheLawHasItHonoured() {
        var californian = someone("US-CA", "adult");
        assertThat(allowed(californian, "offers")).isTrue();
        var signalled = bot.post("/v1/consents", Map.of("subject", californian, "signals", List.of("gpc")));
        assertThat(signalled.status()).isEqualTo(201);
        assertThat(signalled.list("signals")).asString().contains("honoured=true");
        assertThat(allowed(californian, "offers")).isFalse();
        assertThat(allowed(californian, "safety")).as("which nobody sells").isTrue();
        assertThat(bot.post("/v1/consents", Map.of("subject", californian, "signals", List.of("gpc")))
                        .status())
                .as("sent with every visit")
                .isEqualTo(200);
    }

    @Test
    void aSignalOfSomebodyWhoseHomeIsUnknownCounts() {
        var anybody = account();
        assertThat(bot.post("/v1/consents", Map.of("subject", anybody, "signals", List.of("gpc")))
                        .status())
                .isEqualTo(201);
        assertThat(allowed(anybody, "offers")).isFalse();
    }

    @Test
    void aGrantBesideASignalAgainstItIsAContradiction() {
        var person = someone("US-CA", "adult");
        assertWrong(with(decision(person, "offers", "grant"), "signals", List.of("gpc")), "/decisions");
        assertThat(allowed(person, "offers")).isTrue();
    }

    @Test
    void anObjectionHoldsUntilAGroundIsRecorded() {
        var person = someone("DE", "adult");
        assertThat(allowed(person, "safety")).isTrue();
        var objected = decide(person, "safety", "object");
        assertThat(objected.status()).isEqualTo(201);
        assertThat(allowed(person, "safety")).isFalse();
        var path = "/v1/subjects/" + objected.text("subject") + "/grounds";
        var ground = Map.of("purpose", "safety", "ground", "Abuse of 2 March is before the court");
        assertThat(bot.post(path, ground).status()).as("not for bots").isEqualTo(403);
        assertThat(officer.post(path, ground).status()).isEqualTo(201);
        assertThat(officer.post(path, ground).status()).as("again").isEqualTo(200);
        assertThat(allowed(person, "safety")).isTrue();
        assertThat(decide(person, "safety", "object").status()).isEqualTo(201);
        assertThat(allowed(person, "safety")).isFalse();
        assertThat(officer.post(path, Map.of("purpose", "diary", "ground", "Because we would like it so"))
                        .text("type"))
                .isEqualTo("/problems/nothing-to-overrule");
    }

    @Test
    void aYesAboutSomeDataDoesNotCoverWhatIsSaid() {
        var person = someone("DE", "adult");
        var some = Map.of("purpose", "diary", "decision", "grant", "categories", List.of("mood"));
        assertThat(bot.post("/v1/consents", with(decision(person, "diary", "grant"), "decisions", List.of(some)))
                        .status())
                .isEqualTo(201);
        var message = Map.of(
                "subject",
                person,
                "conversationId",
                "c",
                "purposes",
                List.of("diary"),
                "messages",
                List.of(Map.of(
                        "messageId", "1", "author", "person", "text", "hello", "sentAt", "2026-01-01T00:00:00Z")));
        var refused = bot.post("/v1/messages", message);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.list("purposes")).asString().contains("other-data-only");
        assertThat(grant(person, "diary").status()).isEqualTo(201);
        assertThat(bot.post("/v1/messages", message).status()).isEqualTo(201);
    }

    @Test
    void decisionsOfTheFutureAreRefusedByName() {
        var person = someone("DE", "adult");
        var later = life.world.clock().instant().plus(Duration.ofHours(1)).toString();
        assertWrong(with(decision(person, "diary", "grant"), "saidAt", later), "/saidAt");
        assertThat(allowed(person, "diary")).isFalse();
    }

    @Test
    void whatElseShowsADecisionIsKeptAndNamesNobody() {
        var person = someone("DE", "adult");
        var body = new HashMap<>(decision(person, "diary", "grant"));
        body.put("message", Map.of("conversationId", "canary-conversation", "messageId", "canary-message"));
        body.put("means", "words");
        body.put("saidAt", "2026-01-01T00:00:00Z");
        assertThat(bot.post("/v1/consents", body).status()).isEqualTo(201);
        var evidence = life
                .world
                .dynamo()
                .scanPaginator(r -> r.tableName(life.world.tables().get(Table.EVIDENCE)))
                .items()
                .stream()
                .map(Object::toString)
                .toList();
        assertThat(evidence).noneMatch(row -> row.contains("canary-"));
        assertThat(evidence).anyMatch(row -> row.contains("S=WORDS") && row.contains("S=2026-01-01T00:00:00Z"));
    }

    @Test
    void otherSystemsAreToldOfEveryEndAndOfAnObjectionThatIsOverruled() {
        var person = someone("US-CA", "adult");
        var objected = decide(person, "safety", "object");
        var ground = Map.of("purpose", "safety", "ground", "Needed to keep everybody safe from abuse");
        assertThat(officer.post("/v1/subjects/" + objected.text("subject") + "/grounds", ground)
                        .status())
                .isEqualTo(201);
        decide(person, "safety", "object");
        bot.post("/v1/consents", Map.of("subject", person, "signals", List.of("gpc")));
        grant(person, "offers");
        decide(person, "offers", "opt-out");
        life.world.pump();
        var told = life.world.bus().newest(100).reversed().stream()
                .filter(event -> event.toString().contains(objected.text("subject")))
                .toList();
        assertThat(told)
                .extracting(event -> event.get("detail-type"))
                .containsExactly(
                        "ProcessingObjected", "ObjectionOverruled", "ProcessingObjected", "OptedOut", "OptedOut");
        assertThat(told.toString())
                .contains("purposes=[safety]", "purposes=[offers]")
                .doesNotContain("abuse");
    }

    @Test
    void whoIsErasedIsFromNowhereAndOfNoAge() {
        var child = someone("DE", "under-13");
        assertThat(standing(child)).contains("UNDER_13", "S=DE");
        assertThat(bot.post("/v1/requests", Map.of("subject", child, "type", "erasure"))
                        .status())
                .isEqualTo(202);
        assertThat(standing(child)).doesNotContain("UNDER_13", "S=DE");
    }

    private static String standing(Map<String, Object> who) {
        var subject = bot.post("/v1/permissions", Map.of("subject", who, "purposes", List.of("help")))
                .text("subject");
        return life
                .world
                .dynamo()
                .scanPaginator(r -> r.tableName(life.world.tables().get(Table.RECORDS)))
                .items()
                .stream()
                .map(Object::toString)
                .filter(row -> row.contains(subject) && row.contains("chainLength"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> account() {
        return Map.of("channel", "messenger", "userId", "clinic-" + PEOPLE.incrementAndGet());
    }

    /** Somebody of whom is known where they live and how old they are. */
    private static Map<String, Object> someone(String residence, String ageBand) {
        var account = account();
        assertThat(put(account, Map.of("residence", residence, "ageBand", ageBand))
                        .status())
                .isEqualTo(200);
        return account;
    }

    private static Http.Answer put(Map<String, Object> account, Map<String, Object> known) {
        var body = new HashMap<>(known);
        body.put("subject", account);
        return bot.send("PUT", "/v1/subjects", json(body));
    }

    private static byte[] json(Map<String, Object> body) {
        return Json.write(body);
    }

    private static Map<String, Object> parent() {
        return Map.of("account", account(), "checkedBy", "signed-form", "checkedAt", "2026-01-01T00:00:00Z");
    }

    private static Map<String, Object> decision(Map<String, Object> who, String purpose, String decision) {
        return Map.of(
                "subject", who,
                "notice", Map.of("id", "clinic", "version", 1),
                "decisions", List.of(Map.of("purpose", purpose, "decision", decision)));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static Http.Answer decide(Map<String, Object> who, String purpose, String decision) {
        return bot.post("/v1/consents", decision(who, purpose, decision));
    }

    private static Http.Answer grant(Map<String, Object> who, String purpose) {
        return decide(who, purpose, "grant");
    }

    private static boolean allowed(Map<String, Object> who, String purpose) {
        var answer = bot.post("/v1/permissions", Map.of("subject", who, "purposes", List.of(purpose)));
        assertThat(answer.status()).isEqualTo(200);
        return answer.list("purposes").toString().contains("allowed=true");
    }

    private static void assertWrong(Map<String, Object> body, String pointer) {
        var answer = bot.post("/v1/consents", body);
        assertThat(answer.status()).as(pointer).isEqualTo(400);
        assertThat(answer.list("errors").toString()).contains("pointer=" + pointer + ",");
    }
}
