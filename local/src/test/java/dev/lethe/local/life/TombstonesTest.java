package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.kernel.SubjectId;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import dev.lethe.rights.Tombstone;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoTombstones;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who was erased leaves a tombstone, until nothing can come back behind it; then nothing of them is left but evidence. */
class TombstonesTest {
    private static final String MONTH_AND_A_DAY = "P31D";
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static DynamoTombstones tombstones() {
        return new DynamoTombstones(new Dynamo(life.world.dynamo(), life.world.tables()));
    }

    private static void sweep() {
        life.world.run(Schedule.ERASURE);
    }

    private static Life.Someone talker() {
        var someone = life.someone().agrees();
        assertThat(someone.says(1, 2, Life.CHATS).status()).isEqualTo(201);
        return someone;
    }

    /** Erases, and sweeps until a tombstone is all that is left. */
    private static Http.Answer erased(Life.Someone someone) {
        var request = someone.forgets();
        sweep();
        life.world.clock().advance("PT21M");
        sweep();
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
        return request;
    }

    private static void until(Instant at) {
        life.world
                .clock()
                .advance(Duration.between(life.world.clock().instant(), at).toString());
    }

    private static Http.Answer press(Life.Someone someone, String ask, String button) {
        return life.bot.post("/v1/consents", Map.of("subject", someone.account, "ask", ask, "button", button));
    }

    @Test
    void aStrangersTombstoneGoesThirtyDaysAndTwentyMinutesAfterAndNotASecondBefore() {
        var someone = life.someone();
        someone.forgets();
        var goes = Instant.parse(Life.text(someone.keyRow(), "erasedAt")).plus(Duration.parse("P30DT20M"));
        until(goes.minusSeconds(30));
        sweep();
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
        until(goes);
        sweep();
        assertThat(someone.keyRow()).isEmpty();
    }

    @Test
    void whatIsEvidenceStaysAndTheCertificateNoLongerSpeaksOfATombstone() {
        var someone = talker();
        var request = erased(someone).text("request");
        var path = "/v1/certificates/" + request;
        var officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        assertThat(officer.get(path).body().toString()).contains("tombstone");
        life.world.clock().advance(MONTH_AND_A_DAY);
        sweep();
        assertThat(someone.keyRow()).isEmpty();
        var after = officer.get(path);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body().toString()).doesNotContain("tombstone").contains("the person's key", "receipts");
        assertThat(life.bot.get("/v1/requests/" + request).text("status")).isEqualTo("completed");
        assertThat(life.rows(Table.KEYS).toString()).doesNotContain(someone.subject());
    }

    @Test
    void whoComesAfterwardsIsAStrangerAndFindsNothingOfBefore() {
        var someone = talker();
        erased(someone);
        life.world.clock().advance(MONTH_AND_A_DAY);
        sweep();
        assertThat(someone.says(3, 3, Life.CHATS).status()).as("never asked").isEqualTo(403);
        assertThat(someone.agrees().says(3, 3, Life.CHATS).status()).isEqualTo(201);
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
        assertThat(someone.keyRow()).containsEntry("fence", AttributeValue.fromN("0"));
    }

    /** Made a second before the erasure: it may be pressed for thirty days, and never opens anything. */
    @Test
    void anAskOfBeforeTheErasureGrantsNothingWhileTheTombstoneStandsNorOnceItIsGone() {
        var someone = life.someone();
        var ask = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        var asked = life.world.clock().instant();
        life.world.clock().advance("PT1S");
        someone.forgets();
        until(asked.plus(Duration.ofDays(30)).minusSeconds(60));
        sweep();
        assertThat(press(someone, ask, "grant.chat-history").status()).isEqualTo(409);
        life.world.clock().advance("P1D");
        sweep();
        assertThat(someone.keyRow()).isEmpty();
        assertThat(press(someone, ask, "grant.chat-history").status()).isBetween(400, 409);
        assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(403);
    }

    @Test
    void underAHoldItStaysAndSaysSoAndGoesWhenWhatWasHeldIsFinalToo() {
        var desk = new LegalDesk(life);
        var someone = talker();
        var hold = desk.place(someone).text("hold");
        erased(someone);
        life.world.clock().advance(MONTH_AND_A_DAY);
        sweep();
        assertThat(Life.text(someone.keyRow(), "stays")).isEqualTo("HELD");
        var looked = Instant.parse(Life.text(someone.keyRow(), "sweepAt"));
        life.world.clock().advance("P1D");
        sweep();
        assertThat(Instant.parse(Life.text(someone.keyRow(), "sweepAt")))
                .as("put off by a day again")
                .isAfter(looked);

        var released = Instant.parse(desk.release(hold).text("releasedAt"));
        life.world.clock().advance("P1DT1H");
        sweep();
        assertThat(Life.text(someone.keyRow(), "stays")).isEqualTo("NOT_FINAL");
        until(released.plus(Duration.ofDays(7)).minusSeconds(60));
        sweep();
        assertThat(someone.keyRow()).isNotEmpty();
        until(released.plus(Duration.ofDays(7)));
        sweep();
        assertThat(someone.keyRow()).isEmpty();
    }

    @Test
    void whoReturnedIsNotTouchedWhetherTheyHaveAKeyOrNot() {
        var waits = life.someone();
        var speaks = life.someone();
        for (var someone : List.of(waits, speaks)) {
            someone.forgets();
            life.world.clock().advance("PT1S");
            var ask = someone.says(1, 1, Life.CHATS).text("ask", "ask");
            assertThat(press(someone, ask, "grant.chat-history").status()).isEqualTo(201);
        }
        assertThat(speaks.says(1, 2, Life.CHATS).status()).isEqualTo(201);
        assertThat(waits.keyRow()).doesNotContainKeys("sweep", "sweepAt", "stays");
        life.world.clock().advance("P20D");
        assertThat(speaks.says(3, 3, Life.CHATS).status()).isEqualTo(201);
        life.world.clock().advance("P20D");
        sweep();
        assertThat(Life.text(waits.keyRow(), "state")).isEqualTo("RETURNED");
        assertThat(Life.text(speaks.keyRow(), "state")).isEqualTo("LIVE");
        assertThat(speaks.recalls(Life.CHATS).list("messages")).hasSize(1);
    }

    /** The run has read the tombstone, and the person comes back before it removes it. */
    @Test
    void whoReturnsWhileTheTombstoneIsBeingRemovedKeepsTheirRow() {
        var someone = life.someone();
        someone.forgets();
        life.world.clock().advance(MONTH_AND_A_DAY);
        var read = due(someone);
        var ask = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        assertThat(press(someone, ask, "grant.chat-history").status()).isEqualTo(201);
        assertThat(tombstones().remove(read)).isFalse();
        tombstones().keep(read, Instant.EPOCH, Tombstone.Ground.HELD);
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("RETURNED");
        assertThat(someone.keyRow()).doesNotContainKeys("stays", "sweepAt");
        assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(201);
        assertThat(tombstones().remove(read)).isFalse();
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
    }

    /** A stranger by then, and erased again: the same state, and the same fence. */
    @Test
    void aRunThatWasHeldUpDoesNotTakeALaterTombstoneForTheOneItRead() {
        var someone = life.someone();
        someone.forgets();
        life.world.clock().advance(MONTH_AND_A_DAY);
        var read = due(someone);
        sweep();
        assertThat(someone.keyRow()).isEmpty();
        someone.forgets();
        assertThat(someone.keyRow()).containsEntry("fence", AttributeValue.fromN(Integer.toString(read.fence())));
        assertThat(tombstones().remove(read)).isFalse();
        assertThat(Life.text(someone.keyRow(), "state")).isEqualTo("ERASED");
    }

    private static Tombstone due(Life.Someone someone) {
        var subject = new SubjectId(someone.asks().text("subject"));
        return tombstones().due(life.world.clock().instant(), 1_000).stream()
                .filter(tombstone -> tombstone.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anErasureThatIsAskedForAgainIsAnsweredAndProlongsNothing() {
        var someone = life.someone();
        someone.forgets();
        life.world.clock().advance("P29D");
        var before = someone.keyRow();
        assertThat(someone.forgets().text("status")).isEqualTo("completed");
        assertThat(someone.keyRow()).isEqualTo(before);
        life.world.clock().advance("P2D");
        sweep();
        assertThat(someone.keyRow()).isEmpty();
    }

    @Test
    void aRunThatIsCutOffAtAnyCallLosesNobodyAndIsFinishedByTheNext() {
        sweep();
        for (var n = 1; n <= 11; n++) {
            var goes = life.someone();
            goes.forgets();
            life.world.clock().advance(MONTH_AND_A_DAY);
            var stays = life.someone();
            stays.forgets();
            if (n % 2 == 0) {
                life.calls.cutBefore(n);
            } else {
                life.calls.cutAfter(n);
            }
            try {
                sweep();
            } catch (RuntimeException _) {
                // Cut off: the schedule comes again.
            }
            life.calls.mend();
            sweep();
            assertThat(goes.keyRow()).as("cut at call %d", n).isEmpty();
            assertThat(Life.text(stays.keyRow(), "state")).isEqualTo("ERASED");
        }
    }

    @Test
    void oneRunLooksAtAHundredAndTheNextAtTheRest() {
        life.world.clock().advance(MONTH_AND_A_DAY);
        sweep();
        sweep();
        var someone = life.someone();
        someone.forgets();
        var row = someone.keyRow();
        life.world.clock().advance(MONTH_AND_A_DAY);
        for (var n = 0; n < 120; n++) {
            var another = new HashMap<>(row);
            another.put(
                    "pk",
                    AttributeValue.fromS("T#demo#SUBJECT#sub1_" + "a".repeat(23)
                            + "%03d"
                                    .formatted(n)
                                    .replace('0', 'a')
                                    .replace('1', 'b')
                                    .replace('8', 'c')
                                    .replace('9', 'd')));
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                    .item(another));
        }
        var before = erasedRows();
        // No operator may sweep, and no function tells how far it came.
        try (var anybody = life.operators(new Calls())) {
            var sweeps = anybody.suite().sweepErased();
            assertThat(sweeps.run(() -> Duration.ZERO).tombstonesGone())
                    .as("no time is left")
                    .isZero();
            assertThat(sweeps.run(() -> Duration.ofHours(1)).tombstonesGone()).isEqualTo(100);
            assertThat(erasedRows()).isEqualTo(before - 100);
            assertThat(sweeps.run(() -> Duration.ofHours(1)).tombstonesGone()).isEqualTo(before - 100);
        }
        assertThat(erasedRows()).isZero();
    }

    private static long erasedRows() {
        return life.rows(Table.KEYS, "SUBJECT_KEY").stream()
                .filter(row -> Life.text(row, "state").equals("ERASED")
                        && Life.text(row, "sweepAt")
                                        .compareTo(life.world.clock().instant().toString())
                                <= 0)
                .count();
    }

    /** As an earlier version wrote it: it is in no index, stays, and still keeps the person erased. */
    @Test
    void aTombstoneThatDoesNotSayWhenToLookAtItStaysAndIsRead() {
        var someone = life.someone();
        someone.forgets();
        var old = new HashMap<>(someone.keyRow());
        old.keySet().removeAll(List.of("sweep", "sweepAt"));
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .item(old));
        life.world.clock().advance("P90D");
        sweep();
        assertThat(someone.keyRow()).isEqualTo(old);
        assertThat(someone.says(1, 1, Life.SERVICE).status()).isEqualTo(410);
        var ask = someone.says(1, 1, Life.CHATS).text("ask", "ask");
        assertThat(press(someone, ask, "grant.chat-history").status()).isEqualTo(201);
    }

    @Test
    void itIsFoundByTheIndexAndCostsFourCallsAndNoScan() {
        try (var own = new Life()) {
            own.someone().says(1, 1, Life.SERVICE);
            own.world.run(Schedule.ERASURE);
            var nothing = own.calls.of(() -> own.world.run(Schedule.ERASURE));
            assertThat(nothing).containsOnly("GetItem", "Query");
            assertThat(Collections.frequency(nothing, "Query")).isEqualTo(5);
            own.someone().forgets();
            own.world.clock().advance(MONTH_AND_A_DAY);
            own.world.run(Schedule.PURGE);
            var one = own.calls.of(() -> own.world.run(Schedule.ERASURE)).stream()
                    .filter(call -> !call.equals("DescribeTable"))
                    .toList();
            assertThat(one.subList(nothing.size(), one.size()))
                    .containsExactly("GetItem", "Query", "Query", "TransactWriteItems");
        }
    }

    @Test
    void onlyTheSweepMayRemoveARowOfKeys() {
        assertThat(Arrays.stream(Fn.values()).filter(fn -> fn.grants().contains(Grant.KEYS_DELETE)))
                .containsExactly(Fn.ERASURE);
    }
}
