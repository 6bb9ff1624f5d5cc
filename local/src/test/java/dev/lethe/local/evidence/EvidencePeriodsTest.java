package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import dev.lethe.store.Keys.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that has a period goes by itself, and nobody who verifies what is left misses it. */
class EvidencePeriodsTest {
    @TempDir
    private Path own;

    private LocalWorld world;
    private Http bot;

    @BeforeEach
    void begin() throws IOException {
        world = LocalWorld.startStill(LocalWorld.Options.inMemory());
        DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        bot = new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Http.Answer keep(Object... evidence) {
        return new Http(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO))
                .send(
                        "PUT",
                        "/v1/retention-schedule",
                        Json.write(Map.of("locale", "en", "rules", List.of(), "evidence", List.of(evidence))));
    }

    private static Map<String, Object> period(String kind, String keep) {
        return Map.of("kind", kind, "keep", keep, "ground", "To show who read what", "source", "BGB § 195");
    }

    /** Somebody writes, and is read; what they wrote expires; and all of it is anchored. */
    private void aDay() {
        var said = bot.post(
                "/v1/messages",
                Map.of(
                        "subject", Map.of("channel", "messenger", "userId", "24601"),
                        "conversationId", "t_1",
                        "purposes", List.of("service"),
                        "messages",
                                List.of(Map.of(
                                        "messageId", "m_1",
                                        "author", "person",
                                        "text", "Where is my order?",
                                        "sentAt", "2026-01-01T00:00:00Z"))));
        assertThat(said.status()).isEqualTo(201);
        bot.get("/v1/subjects/" + said.text("subject") + "/conversations/" + said.text("conversation")
                + "/messages?purpose=service");
        world.clock().advance("P15D");
        world.expire();
        world.pump();
        world.run(Schedule.PURGE);
        world.pump();
    }

    private List<Integer> rows(Kind kind) {
        return TakenOut.take(world, false).of(kind);
    }

    @Test
    void whatHasNoPeriodStays() {
        aDay();
        world.clock().advance("P3650D");
        world.expire();
        assertThat(rows(Kind.ACCESS)).hasSize(1);
        assertThat(rows(Kind.EXPIRED)).hasSize(1);
    }

    @Test
    void whatHasOneGoesThenAndTheRestVerifies() {
        assertThat(keep(period("accesses", "P30D"), period("expiries", "P60D")).status())
                .isEqualTo(201);
        aDay();
        world.clock().advance("P20D");
        world.expire();
        world.pump();
        assertThat(rows(Kind.ACCESS)).isEmpty();
        assertThat(rows(Kind.EXPIRED)).hasSize(1);
        var found = TakenOut.take(world, false).verified(own);
        assertThat(found.fails()).isEmpty();
        assertThat(found.text()).anyMatch(line -> line.contains("1 rows: gone, since their time was over"));
        world.clock().advance("P60D");
        world.expire();
        world.pump();
        assertThat(rows(Kind.EXPIRED)).isEmpty();
        assertThat(TakenOut.take(world, false).verified(own).fails()).isEmpty();
    }

    /** Whoever takes a row out before its time is found out. */
    @Test
    void whatIsGoneBeforeItsTimeIsMissed() {
        keep(period("accesses", "P30D"));
        aDay();
        var export = TakenOut.take(world, false);
        var access = export.of(Kind.ACCESS).getFirst();
        assertThat(export.with(ExportFile.EVIDENCE, rows -> rows.remove((int) access))
                        .verified(own)
                        .fails())
                .isNotEmpty();
    }

    @Test
    void aPeriodWithoutAGroundIsRefusedAndSoIsEvidenceThatProvesDecisions() {
        var bare = new HashMap<>(period("accesses", "P30D"));
        bare.remove("ground");
        assertThat(keep(bare).status()).isEqualTo(400);
        assertThat(keep(period("receipts", "P30D")).status()).isEqualTo(400);
        assertThat(keep(period("accesses", "P30D"), period("accesses", "P60D")).toString())
                .contains("/evidence/1/kind");
    }
}
