package dev.lethe.local.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Demo;
import dev.lethe.local.demo.Http;
import dev.lethe.local.demo.Person;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * After a life with {@code --data}: no word and no id of anybody stands in any file, or any log line. First a planted row in the
 * clear is found, since a search that finds nothing proves nothing.
 */
class CanaryTest {
    private static final String PLANTED = "a planted canary sings in the clear";
    private static final Map<String, Object> WHATSAPP = Map.of("channel", "whatsapp", "userId", "4915209833399");
    private static final String WAMID = "wamid.HBgNNDkxNTIwOTgzMzM5OBUCABIYHGDEHJVFHJEVCFHJEVBCMTkyODk1OEIyAA==";
    private static final String KEY = "retry-of-4915209833399-at-noon";

    @Test
    void nothingOfAnybodyIsOnDiskOrInTheLog(@TempDir Path directory) throws IOException {
        var data = directory.resolve("data");
        var keys = directory.resolve("keys");
        var log = new ConcurrentLinkedQueue<String>();
        var options = LocalWorld.Options.inMemory().keeping(data, keys).logging(log::add);
        try (var world = LocalWorld.startStill(options);
                var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            assertThat(new Demo(world, out).play()).as("the demo, on disk").isTrue();
            live(world);
            world.dynamo().putItem(r -> r.tableName(world.tables().get(Table.RECORDS))
                    .item(Map.of(
                            "pk", AttributeValue.fromS("PLANTED"),
                            "sk", AttributeValue.fromS("PLANTED"),
                            "text", AttributeValue.fromS(PLANTED))));
        }
        Files.write(directory.resolve("log"), log);

        var planted = new Canaries().add("planted", PLANTED);
        assertThat(find(planted, data)).as("the planted row is found").isNotEmpty();
        assertThat(find(canaries(), directory)).as("what is found of anybody").isEmpty();
        assertThat(find(planted, keys)).as("key material lies apart").isEmpty();
        assertThat(Files.size(directory.resolve("log"))).isPositive();
    }

    /** Somebody whose every id is of the telling kind, who stays, so that what is stored is there to be searched. */
    private static void live(LocalWorld world) {
        var bot = new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
        var put = bot.send(
                "PUT",
                "/v1/subjects",
                Json.write(Map.of(
                        "subject",
                        WHATSAPP,
                        "contacts",
                        Map.of("email", "ana.canary@post.invalid", "postal", "Canary Row 17, Berlin"))));
        assertThat(put.status()).isEqualTo(200);
        var said = bot.send(
                "POST",
                "/v1/messages",
                Json.write(Map.of(
                        "subject",
                        WHATSAPP,
                        "conversationId",
                        "4915209833399@s.whatsapp.net",
                        "purposes",
                        List.of("service"),
                        "messages",
                        List.of(Map.of(
                                "messageId", WAMID,
                                "author", "person",
                                "text", "my PIN is 1596 and nobody else's business",
                                "sentAt", "2026-01-31T12:00:00Z")))),
                Map.of("Idempotency-Key", KEY));
        assertThat(said.status()).isEqualTo(201);
        var decided = bot.post(
                "/v1/consents",
                Map.of(
                        "subject", WHATSAPP,
                        "notice", Map.of("id", "chat", "version", 1),
                        "decisions",
                                List.of(Map.of(
                                        "purpose", "chat-history",
                                        "decision", "grant",
                                        "said", "go on then, but mind my canary's feathers"))));
        assertThat(decided.status()).isEqualTo(201);
        var officer = new Http(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        var proof = officer.get("/v1/subjects/" + decided.text("subject") + "/consents");
        assertThat(proof.body().toString()).contains("mind my canary's feathers");
        var held = officer.post(
                "/v1/holds",
                Map.of(
                        "subject", said.text("subject"),
                        "reference", "the matter of the missing canary",
                        "reviewOn", LocalDate.now(ZoneOffset.UTC).plusDays(90).toString()));
        assertThat(held.text("status")).isEqualTo("held");
        var responder = new Http(world.uri(), world.tokens().issue(Access.RESPONDER, LocalWorld.DEMO));
        var incident = responder.post(
                "/v1/incidents",
                Map.of(
                        "detectedAt", "2026-01-31T12:00:00Z",
                        "description", Map.of("summary", "the canary flew out by the open bucket"),
                        "awareness",
                                Map.of(
                                        "at", "2026-01-31T13:00:00Z",
                                        "establishedBy", "Canary Keeper-in-Chief Ana")));
        assertThat(incident.status()).isEqualTo(201);
        assertThat(responder
                        .get("/v1/incidents/" + incident.text("incident"))
                        .body()
                        .toString())
                .contains("the canary flew out by the open bucket");
        var hold = "/v1/holds/" + held.text("hold");
        assertThat(officer.get(hold).text("reference")).isEqualTo("the matter of the missing canary");
        assertThat(officer.get(hold + "/messages").body().toString()).contains("my PIN is 1596");
    }

    private static Canaries canaries() {
        var canaries = new Canaries()
                .addDecoded("wamid", WAMID)
                .add("phone number", "4915209833399")
                .add("conversation", "4915209833399@s.whatsapp.net")
                .add("idempotency key", KEY)
                .add("e-mail", "ana.canary@post.invalid")
                .add("incident", "the canary flew out by the open bucket")
                .add("responder", "Canary Keeper-in-Chief Ana")
                .add("matter", "the matter of the missing canary")
                .add("address", "Canary Row 17, Berlin")
                .add("words of consent", "go on then, but mind my canary's feathers")
                .add("text", "my PIN is 1596 and nobody else's business");
        for (var person : Person.all()) {
            canaries.add("user", person.userId()).addDecoded("conversation", person.conversationId());
            for (var message : person.messages()) {
                canaries.addDecoded("message id", String.valueOf(message.get("messageId")));
                var text = String.valueOf(message.get("text"));
                if (text.length() >= Canaries.RUN) {
                    canaries.add("text", text);
                }
            }
        }
        return canaries;
    }

    private static Map<String, Set<String>> find(Canaries canaries, Path directory) throws IOException {
        var found = new TreeMap<String, Set<String>>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var finds = canaries.find(Files.readAllBytes(file));
                if (!finds.isEmpty()) {
                    found.put(directory.relativize(file).toString(), finds);
                }
            }
        }
        return found;
    }
}
