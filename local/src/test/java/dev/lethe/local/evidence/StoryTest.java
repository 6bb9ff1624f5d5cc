package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person through two countries, three versions of a notice, a birthday and a withdrawal; and the evidence of all of it. */
class StoryTest {
    private static final Map<String, Object> BEN = Map.of("channel", "messenger", "userId", "24601001");
    private static final Map<String, Object> MOTHER = Map.of("channel", "messenger", "userId", "24601002");

    private Http bot = new Http(URI.create("http://127.0.0.1"), "");
    private Http officer = bot;

    @Test
    void isProvenByItsEvidenceAlone(@TempDir Path own) throws IOException {
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory())) {
            bot = new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
            officer = new Http(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
            lives(world);
            world.pump();
            world.clock().advance("PT10M");
            var export = TakenOut.take(world, true);
            var found = export.verified(own);
            assertThat(found.fails()).isEmpty();
            assertThat(found.sound()).isTrue();
            // The parent's yes, his own, his refusal of the rest, the objection, its overruling, and the withdrawal.
            assertThat(found.text())
                    .anyMatch(line -> line.startsWith("holds    6 decisions"))
                    .anyMatch(line -> line.startsWith("holds    6 receipts"));
        }
    }

    private void lives(LocalWorld world) {
        publish("P30D", Optional.empty(), "We are a bot.");
        assertThat(is("DE", "age-15").status()).isEqualTo(200);
        assertThat(why("diary")).isEqualTo("not-asked");
        assertThat(allowed("service"))
                .as("who never consents is served on the other basis")
                .isTrue();

        // Germany: too young to agree alone.
        var alone = decide(1, "diary", "grant");
        assertThat(alone.status()).isEqualTo(422);
        var pressed = bot.post(
                "/v1/consents",
                Map.of(
                        "subject",
                        BEN,
                        "ask",
                        alone.text("ask", "ask"),
                        "button",
                        "grant.diary",
                        "parent",
                        Map.of(
                                "account",
                                MOTHER,
                                "checkedBy",
                                "government-id",
                                "checkedAt",
                                world.clock().instant().toString())));
        assertThat(pressed.status()).isEqualTo(201);
        assertThat(allowed("diary")).isTrue();

        // Austria, and a second version that keeps the diary longer from next week on.
        assertThat(is("AT", "age-15").status()).isEqualTo(200);
        var next = world.clock().instant().plusSeconds(7 * 86_400);
        var preview =
                officer.send("POST", "/v1/notices/story/previews", notice("P60D", Optional.of(next), "We are a bot."));
        assertThat(preview.list("askAgain").toString()).contains("diary", "who-agreed", "retention");
        publish("P60D", Optional.of(next), "We are a bot.");
        assertThat(allowed("diary")).as("until it binds").isTrue();
        world.clock().advance("P8D");
        assertThat(why("diary")).isEqualTo("stale");
        assertThat(decide(2, "diary", "grant").status())
                .as("old enough in Austria")
                .isEqualTo(201);
        assertThat(allowed("diary")).isTrue();
        assertThat(decide(2, "training", "refuse").status()).isEqualTo(201);

        // A birthday, and back to Germany, where sixteen is old enough; a third version says the same in other words.
        world.clock().advance("P200D");
        assertThat(is("DE", "from-16-to-17").status()).isEqualTo(200);
        publish("P60D", Optional.empty(), "We are still a bot.");
        assertThat(allowed("diary")).as("nobody is asked again for other words").isTrue();

        // He objects, is overruled, and takes back his yes.
        var objected = decide(3, "safety", "object");
        assertThat(why("safety")).isEqualTo("objected");
        var ground = Map.of("purpose", "safety", "ground", "The abuse of last week is before the court");
        assertThat(officer.post("/v1/subjects/" + objected.text("subject") + "/grounds", ground)
                        .status())
                .isEqualTo(201);
        assertThat(allowed("safety")).isTrue();
        assertThat(decide(1, "diary", "withdraw").status())
                .as("whichever version he saw last")
                .isEqualTo(201);
        assertThat(why("diary")).isEqualTo("withdrawn");
        assertThat(allowed("service")).isTrue();
    }

    private Http.Answer is(String residence, String ageBand) {
        return bot.send(
                "PUT", "/v1/subjects", Json.write(Map.of("subject", BEN, "residence", residence, "ageBand", ageBand)));
    }

    private Http.Answer decide(int version, String purpose, String decision) {
        return bot.post(
                "/v1/consents",
                Map.of(
                        "subject", BEN,
                        "notice", Map.of("id", "story", "version", version),
                        "decisions", List.of(Map.of("purpose", purpose, "decision", decision))));
    }

    private boolean allowed(String purpose) {
        return verdict(purpose).contains("allowed=true");
    }

    private String why(String purpose) {
        return verdict(purpose).replaceFirst(".*why=([a-z-]+).*", "$1");
    }

    private String verdict(String purpose) {
        var answer = bot.post("/v1/permissions", Map.of("subject", BEN, "purposes", List.of(purpose)));
        assertThat(answer.status()).isEqualTo(200);
        return answer.list("purposes").getFirst().toString();
    }

    private void publish(String retention, Optional<Instant> effectiveAt, String full) {
        var answer = officer.send("PUT", "/v1/notices/story", notice(retention, effectiveAt, full));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    private static byte[] notice(String retention, Optional<Instant> effectiveAt, String full) {
        var text = """
            {"locale": "en",
             "wordings": {"en": {"chat": "We are a bot.", "full": "FULL", "questions": {
               "diary": {"text": "Keep a diary?", "yes": "Yes", "no": "No"},
               "training": {"text": "Train with it?", "yes": "Yes", "no": "No"}}}},
             "purposes": [
               {"purpose": "service", "basis": "contract", "categories": ["message-text"], "retention": "P14D",
                "retentionReason": "To help", "recipients": ["Host"], "use": "service"},
               {"purpose": "diary", "basis": "consent", "categories": ["message-text"], "retention": "RETENTION",
                "retentionReason": "To remember", "recipients": ["Host"], "use": "personalisation"},
               {"purpose": "training", "basis": "consent", "categories": ["message-text"], "retention": "P30D",
                "retentionReason": "To get better", "recipients": ["Host"], "use": "ai-training"},
               {"purpose": "safety", "basis": "legitimate-interest", "categories": ["message-text"],
                "retention": "P30D", "retentionReason": "Against abuse", "recipients": ["Host"], "use": "security",
                "ground": "To keep it safe"}],
             "controllers": [{"name": "Shop", "role": "controller", "address": "Street 1"}],
             "platformCopy": "The platform keeps its own.", "rights": ["access", "erasure"],
             "contact": "privacy@example.org", "reviewBy": "2030-01-01", "regimes": ["eu_gdpr"]}\
            """.replace("RETENTION", retention).replace("FULL", full);
        var tree = new HashMap<Object, Object>(
                (Map<?, ?>) Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow());
        effectiveAt.ifPresent(at -> tree.put("effectiveAt", at.toString()));
        var named = new HashMap<String, Object>();
        tree.forEach((name, value) -> named.put(String.valueOf(name), value));
        return Json.write(named);
    }
}
