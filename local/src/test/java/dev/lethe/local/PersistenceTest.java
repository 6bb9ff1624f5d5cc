package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Access;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lethe up --data DIR} keeps over a restart, and where. */
class PersistenceTest {
    private static final Map<String, Object> ANA = Map.of("channel", "web", "userId", "visitor-17");

    @Test
    void aRestartKeepsPeopleTokensAndTheClockAndTheDataAloneOpensNothing(@TempDir Path directory) throws IOException {
        var data = directory.resolve("data");
        var keys = directory.resolve("data-keys");
        var options = LocalWorld.Options.inMemory().keeping(data, keys);
        String token;
        String page;
        Instant stopped;
        try (var world = LocalWorld.startStill(options)) {
            assertThatThrownBy(() -> LocalWorld.startStill(options)).hasMessageContaining("another suite uses");
            DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
            token = world.tokens().issue(Access.BOT, LocalWorld.DEMO);
            var said = new Http(world.uri(), token).post("/v1/messages", message());
            assertThat(said.status()).isEqualTo(201);
            page = "/v1/subjects/" + said.text("subject") + "/conversations/" + said.text("conversation")
                    + "/messages?purpose=service";
            world.advance("P3D");
            stopped = world.clock().instant();
        }
        try (var world = LocalWorld.startStill(options)) {
            assertThat(world.clock().instant()).isAfter(stopped);
            var read = new Http(world.uri(), token).get(page);
            assertThat(read.body().toString()).contains("do you know me?");
        }
        try (var stolen =
                LocalWorld.startStill(LocalWorld.Options.inMemory().keeping(data, directory.resolve("none")))) {
            var bot = new Http(stolen.uri(), stolen.tokens().issue(Access.BOT, LocalWorld.DEMO));
            assertThat(bot.get(page).body().toString()).doesNotContain("do you know me?");
            assertThat(bot.post("/v1/messages", message()).status())
                    .as("no key is made anew")
                    .isEqualTo(503);
        }
        try (var files = Files.walk(data)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("kms.json", "tokens.jwk");
        }
    }

    @Test
    void keyMaterialMustLieApart(@TempDir Path directory) {
        assertThat(UpCommand.apart(directory.resolve("d"), Optional.empty())).isEqualTo(directory.resolve("d-keys"));
        for (var wrong : List.of("d", "d/keys", ".")) {
            assertThatThrownBy(() -> UpCommand.apart(directory.resolve("d"), Optional.of(directory.resolve(wrong))))
                    .hasMessageContaining("apart");
        }
    }

    private static Map<String, Object> message() {
        return Map.of(
                "subject",
                ANA,
                "conversationId",
                "front-page",
                "purposes",
                List.of("service"),
                "messages",
                List.of(Map.of(
                        "messageId", "1",
                        "author", "person",
                        "text", "do you know me?",
                        "sentAt", "2026-01-31T12:00:00Z")));
    }
}
