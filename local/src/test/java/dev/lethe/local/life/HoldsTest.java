package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Legal holds: what they hold, from whom, and until when. */
class HoldsTest {
    private Life life;
    private LegalDesk desk;

    @BeforeEach
    void begin() {
        life = new Life();
        desk = new LegalDesk(life);
    }

    @AfterEach
    void end() {
        life.close();
    }

    @Test
    void whoIsErasedUnderAHoldIsErasedAndTheOfficerStillReadsWordForWord() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        var sid = Life.text(someone.keyRow(), "sid");
        var placed = desk.place(someone);
        assertThat(placed.status()).isEqualTo(202);
        assertThat(placed.text("status")).isEqualTo("held");
        assertThat(placed.text("held")).isEqualTo("3");
        var hold = placed.text("hold");

        var asked = someone.forgets();
        assertThat(asked.text("status")).isEqualTo("erasing");
        assertThat(someone.recalls(Life.CHATS).status()).isEqualTo(410);
        assertThat(desk.texts(hold)).containsExactly("message number 1", "message number 2", "message number 3");
        for (var i = 0; i < 4; i++) {
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT21M");
        }
        assertThat(life.bot.get("/v1/requests/" + asked.text("request")).text("status"))
                .isEqualTo("completed");
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).isEmpty();
        assertThat(life.rows(Table.KEYS)).noneMatch(row -> row.toString().contains(sid));
        assertThat(life.rows(Table.RECORDS)).noneMatch(row -> row.toString().contains(sid));
        assertThat(desk.texts(hold)).hasSize(3).contains("message number 2");
    }

    @Test
    void whatWasHeldBeforeItsDayEndedIsReadAfterwardsAndSaysWhenItHadToGo() {
        var someone = life.someone();
        var due = someone.says(1, 2, Life.SERVICE).list("messages").getFirst();
        var hold = desk.place(someone).text("hold");
        life.world.clock().advance("P16D");
        life.world.expire();
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).isNotEmpty();
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).isEmpty();
        assertThat(desk.texts(hold)).containsExactly("message number 1", "message number 2");
        var read = desk.officer
                .get("/v1/holds/" + hold + "/messages")
                .list("messages")
                .getFirst();
        assertThat(read).isInstanceOfSatisfying(Map.class, message -> assertThat(message.get("dueAt"))
                .isEqualTo(due instanceof Map<?, ?> stored ? stored.get("expiresAt") : ""));
        life.world.clock().advance("P400D");
        life.world.expire();
        assertThat(desk.texts(hold)).as("a copy does not go by itself").hasSize(2);
    }

    @Test
    void aHoldOfOneConversationHoldsThatOneAndNothingSaidLater() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var other = new LinkedHashMap<>(someone.message(3, 5, Life.SERVICE));
        other.put("conversationId", "t_2");
        var conversation = life.bot.post("/v1/messages", other).text("conversation");
        var hold = desk.place(someone, conversation).text("hold");
        life.world.clock().advance("PT1S");
        other.put("messages", someone.message(6, 6, Life.SERVICE).getOrDefault("messages", List.of()));
        life.bot.post("/v1/messages", other);
        desk.tend();
        assertThat(desk.texts(hold)).containsExactly("message number 3", "message number 4", "message number 5");
        assertThat(desk.read(hold).text("conversation")).isEqualTo(conversation);
        assertThat(desk.place(someone, "cnv_" + "a".repeat(26)).text("type")).isEqualTo("/problems/nothing-to-hold");
    }

    @Test
    void manyAreReadPageByPageInTheOrderTheyWereSent() {
        var someone = life.someone();
        someone.says(1, 25, Life.SERVICE);
        someone.says(26, 50, Life.SERVICE);
        someone.says(51, 59, Life.SERVICE);
        var placed = desk.place(someone);
        assertThat(placed.text("held")).isEqualTo("59");
        var path = "/v1/holds/" + placed.text("hold") + "/messages";
        var first = desk.officer.get(path);
        assertThat(LegalDesk.texts(first))
                .hasSize(50)
                .startsWith("message number 1")
                .endsWith("message number 50");
        var second = desk.officer.get(path + "?next=" + first.text("next"));
        assertThat(LegalDesk.texts(second)).hasSize(9).startsWith("message number 51");
        assertThat(second.body().containsKey("next")).isFalse();
        assertThat(desk.officer.get(path + "?next=AAAA").status()).isEqualTo(400);
    }

    @Test
    void onlyAnOfficerOfTheTenantGetsAnywhere() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var hold = desk.place(someone).text("hold");
        var other = new Tenant("other");
        life.world.register(other);
        var stranger = life.as(Access.OFFICER, other);
        assertThat(stranger.get("/v1/holds").list("holds")).isEmpty();
        assertThat(stranger.post("/v1/holds", desk.request(someone.subject())).text("type"))
                .isEqualTo("/problems/not-found");
        for (var path : List.of("/v1/holds/" + hold, "/v1/holds/" + hold + "/messages")) {
            assertThat(stranger.get(path).status()).isEqualTo(404);
            assertThat(life.bot.get(path).status()).isEqualTo(403);
            assertThat(life.as(Access.RESPONDER, LocalWorld.DEMO).get(path).status())
                    .isEqualTo(403);
        }
        assertThat(stranger.send("DELETE", "/v1/holds/" + hold, new byte[0]).status())
                .isEqualTo(404);
        assertThat(life.bot.post("/v1/holds", desk.request(someone.subject())).status())
                .isEqualTo(403);
        assertThat(life.bot.get("/v1/holds").status()).isEqualTo(403);
        assertThat(life.bot.send("DELETE", "/v1/holds/" + hold, new byte[0]).status())
                .isEqualTo(403);
        assertThat(desk.texts(hold)).hasSize(1);
    }

    @Test
    void ofNobodyOrNothingThereIsNoHold() {
        assertThat(desk.officer
                        .post("/v1/holds", desk.request("sub1_" + "a".repeat(26)))
                        .text("type"))
                .isEqualTo("/problems/not-found");
        var expired = life.someone();
        expired.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P14D");
        assertThat(desk.place(expired).text("type")).isEqualTo("/problems/nothing-to-hold");
        var erased = life.someone();
        erased.says(1, 1, Life.SERVICE);
        erased.forgets();
        assertThat(desk.place(erased).text("type")).isEqualTo("/problems/not-found");
        assertThat(life.rows(Table.KEYS, "HOLD")).isEmpty();
        assertThat(life.rows(Table.KEYS, "PLACING")).isEmpty();
        assertThat(desk.read("hold_" + "0".repeat(26)).status()).isEqualTo(404);
    }

    @Test
    void whatDoesNotOpenIsCountedAndKeepsNothingElseFromBeingHeld() {
        var someone = life.someone();
        someone.says(1, 3, Life.SERVICE);
        var row = new HashMap<>(someone.content().getFirst());
        var sealed = row.getOrDefault("sealed", AttributeValue.fromS("")).b().asByteArray();
        sealed[sealed.length - 1] ^= 1;
        row.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(sealed)));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(row));
        var placed = desk.place(someone);
        assertThat(placed.text("status")).isEqualTo("held");
        assertThat(placed.text("held")).isEqualTo("2");
        assertThat(placed.text("unopenable")).isEqualTo("1");
    }

    @Test
    void aCopyThatWasTamperedWithOrMovedIsToldAsUnreadable() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var hold = desk.place(someone).text("hold");
        var rows = desk.copies(hold);
        var moved = new HashMap<>(rows.get(0));
        moved.put("sealed", rows.get(1).getOrDefault("sealed", AttributeValue.fromS("")));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(moved));
        var messages = desk.officer.get("/v1/holds/" + hold + "/messages").list("messages");
        assertThat(messages).hasSize(2);
        assertThat(messages.toString()).contains("unreadable=true", "unreadable=false");
    }

    @Test
    void aReviewThatIsOverdueIsFlaggedAndOneThatIsTooFarIsRefused() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        for (var wrong : List.of(desk.today(), desk.today().plusYears(2).plusDays(1))) {
            var request = new LinkedHashMap<>(desk.request(someone.subject()));
            request.put("reviewOn", wrong.toString());
            assertThat(desk.officer.post("/v1/holds", request).status()).isEqualTo(400);
        }
        var hold = desk.place(someone).text("hold");
        assertThat(desk.read(hold).text("overdue")).isEqualTo("false");
        assertThat(desk.read(hold).text("reference")).isEqualTo(LegalDesk.MATTER);
        life.world.clock().advance("P91D");
        assertThat(desk.officer.get("/v1/holds").list("holds").toString()).contains("overdue=true", hold);
    }

    @Test
    void thereAreAtMostAThousand() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        desk.place(someone);
        var row = new HashMap<>(life.rows(Table.KEYS, "PLACING").getFirst());
        row.put("unreleased", AttributeValue.fromN("1000"));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .item(row));
        assertThat(desk.place(someone).text("type")).isEqualTo("/problems/too-many-holds");
        row.put("unreleased", AttributeValue.fromN("999"));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .item(row));
        assertThat(desk.place(someone).status()).isEqualTo(202);
    }

    @Test
    void whoReadIsOnRecordAndAReadingThatIsNotOnRecordIsNone() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var hold = desk.place(someone).text("hold");
        desk.texts(hold);
        var accesses = life.rows(Table.EVIDENCE, "ACCESS");
        assertThat(accesses).singleElement().satisfies(row -> assertThat(Life.text(row, "client"))
                .isEqualTo("officer-demo"));
        var calls = life.calls.of(() -> desk.texts(hold));
        life.calls.cutBefore(calls.indexOf("PutItem") + 1);
        var cut = desk.officer.get("/v1/holds/" + hold + "/messages");
        life.calls.mend();
        assertThat(cut.status()).isEqualTo(503);
        assertThat(cut.body().toString()).doesNotContain("message number");
    }

    @Test
    void theChainOfEvidenceIsWholeFromThePlacingToTheRelease() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var hold = desk.place(someone).text("hold");
        desk.release(hold);
        var entries = life.rows(Table.EVIDENCE, "CHAINED").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#hold/" + hold))
                .sorted(Comparator.comparing(row -> Life.text(row, "sk")))
                .toList();
        assertThat(entries)
                .extracting(row -> Life.text(row, "action"))
                .containsExactly("hold.placed", "hold.held", "hold.released");
        var head = ChainHead.START;
        for (var row : entries) {
            var details = new TreeMap<String, String>();
            row.getOrDefault("details", AttributeValue.fromM(Map.of()))
                    .m()
                    .forEach((name, value) -> details.put(name, Life.text(value.m(), "is")));
            var entry = new ChainedEntry(
                    "hold/" + hold,
                    Long.parseLong(Life.text(row, "sk")),
                    Life.text(row, "previous"),
                    Entry.of(
                            Life.text(row, "action"),
                            new ClientId(Life.text(row, "actor")),
                            Instant.parse(Life.text(row, "at")),
                            details),
                    Life.text(row, "hash"));
            assertThat(entry.follows(head)).isTrue();
            assertThat(entry.entry().actor()).isEqualTo(new ClientId("officer-demo"));
            assertThat(details.toString()).doesNotContain(LegalDesk.MATTER);
            head = entry.head();
        }
    }
}
