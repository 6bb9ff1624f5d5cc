package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** While a hold is being placed nothing in its scope vanishes, and whatever is cut off is finished by the next run. */
class PlacingTest {
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
    void noDayEndsMeanwhileAndTheNextPurgeEndsIt() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var hold = desk.stuck(someone);
        life.world.clock().advance("P16D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.KEYS, "DAY_KEY")).isNotEmpty().allMatch(row -> Life.text(row, "state")
                .equals("LIVE"));
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).isEmpty();

        desk.tend();
        assertThat(desk.read(hold).text("status")).isEqualTo("held");
        assertThat(desk.texts(hold)).containsExactly("message number 1", "message number 2");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .allMatch(row -> Life.text(row, "state").equals("DESTROYED"));
        assertThat(desk.texts(hold)).hasSize(2);
    }

    @Test
    void anErasureIsAcceptedAtOnceShutsOutEverybodyAndIsCarriedOutAfterwards() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        var hold = desk.stuck(someone);
        var asked = someone.forgets();
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("deferred");
        assertThat(asked.text("reason")).isEqualTo("hold-being-placed");
        assertThat(asked.body().containsKey("shreddedAt")).isFalse();
        assertThat(someone.forgets().body()).as("asked again").isEqualTo(asked.body());
        assertThat(someone.recalls(Life.CHATS).status()).isEqualTo(410);
        assertThat(someone.says(4, 4, Life.SERVICE).status()).isEqualTo(410);
        assertThat(desk.place(someone).status()).as("no further hold").isEqualTo(404);

        var request = "/v1/requests/" + asked.text("request");
        life.world.run(Schedule.ERASURE);
        assertThat(life.bot.get(request).text("status")).isEqualTo("deferred");
        assertThat(someone.keyRow()).containsKey("wrapped");
        assertThat(life.rows(Table.RECORDS, "OUTBOX"))
                .as("nobody is told before")
                .isEmpty();

        desk.tend();
        assertThat(desk.read(hold).text("held")).isEqualTo("3");
        life.world.run(Schedule.ERASURE);
        var erasing = life.bot.get(request);
        assertThat(erasing.text("status")).isEqualTo("erasing");
        assertThat(life.rows(Table.RECORDS, "OUTBOX"))
                .singleElement()
                .satisfies(row -> assertThat(Life.text(row, "detail")).contains(asked.text("request")));
        assertThat(erasing.text("dueAt")).isEqualTo(asked.text("dueAt"));
        assertThat(erasing.body().containsKey("reason")).isFalse();
        assertThat(someone.keyRow())
                .doesNotContainKeys("wrapped", "wrappedBy", "placing")
                .containsEntry("fence", AttributeValue.fromN("1"));
        for (var i = 0; i < 4; i++) {
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT21M");
        }
        assertThat(life.bot.get(request).text("status")).isEqualTo("completed");
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).isEmpty();
        assertThat(desk.texts(hold)).hasSize(3).contains("message number 3");
        assertThat(life.rows(Table.EVIDENCE, "CHAINED"))
                .extracting(row -> Life.text(row, "action"))
                .contains("erasure.deferred", "subject.shredded");
    }

    @Test
    void aWithdrawalIsNeverBlockedAndNobodyBeginsAnewUntilTheErasureIsCarriedOut() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        desk.stuck(someone);
        assertThat(someone.decide(Life.CHATS, "withdraw").status()).isEqualTo(201);
        someone.forgets();
        life.world.clock().advance("PT1S");
        var ask = someone.says(2, 2, Life.CHATS).text("ask", "ask");
        var yes = life.bot.post(
                "/v1/consents", Map.of("subject", someone.account, "ask", ask, "button", "grant.chat-history"));
        assertThat(yes.status()).isEqualTo(409);
        var no = life.bot.post("/v1/consents", Map.of("subject", someone.account, "ask", ask, "button", "refuse"));
        assertThat(no.status()).isEqualTo(201);
        assertThat(someone.decide(Life.CHATS, "withdraw").status()).isEqualTo(200);
        desk.tend();
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT1S");
        var fresh = someone.says(2, 2, Life.CHATS).text("ask", "ask");
        var back = life.bot.post(
                "/v1/consents", Map.of("subject", someone.account, "ask", fresh, "button", "grant.chat-history"));
        assertThat(back.status()).isEqualTo(201);
        assertThat(someone.says(2, 2, Life.CHATS).status()).isEqualTo(201);
    }

    @Test
    void withTwoHoldsAtOnceTheLastOneCounts() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var first = desk.stuck(someone);
        var second = desk.stuck(someone);
        assertThat(someone.keyRow()).containsEntry("placing", AttributeValue.fromN("2"));
        assertThat(desk.counts()).containsExactly("2", "2");
        var request = "/v1/requests/" + someone.forgets().text("request");

        assertThat(desk.release(first).text("status")).isEqualTo("released");
        assertThat(desk.counts()).containsExactly("1", "1");
        life.world.run(Schedule.ERASURE);
        assertThat(life.bot.get(request).text("status")).isEqualTo("deferred");
        desk.tend();
        life.world.run(Schedule.ERASURE);
        assertThat(life.bot.get(request).text("status")).isEqualTo("erasing");
        assertThat(desk.texts(second)).hasSize(2);
        assertThat(desk.read(first).text("held")).isEqualTo("0");
        assertThat(desk.counts()).containsExactly("0", "1");
    }

    @Test
    void aHoldReleasedBeforeItIsPlacedHoldsNothingUp() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var hold = desk.stuck(someone);
        desk.release(hold);
        desk.tend();
        assertThat(desk.read(hold).text("status")).isEqualTo("released");
        assertThat(someone.keyRow()).doesNotContainKey("placing");
        assertThat(someone.forgets().text("status")).isEqualTo("erasing");
        assertThat(desk.copies(hold)).isEmpty();
        life.world.clock().advance("P16D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).isNotEmpty();
    }

    @Test
    void aRequestCutOffAtAnyCallIsFinishedByTheNextRun() {
        everyCut(30, someone -> desk.place(someone));
    }

    @Test
    void aRunCutOffAtAnyCallIsFinishedByTheNext() {
        everyCut(30, someone -> {
            life.calls.mend();
            var hold = desk.stuck(someone);
            assertThat(hold).isNotEmpty();
            cut();
            run();
        });
    }

    private int at;
    private boolean after;

    private void cut() {
        if (after) {
            life.calls.cutAfter(at);
        } else {
            life.calls.cutBefore(at);
        }
    }

    private void run() {
        try {
            desk.tend();
        } catch (RuntimeException _) {
            // Cut off: the schedule comes again.
        }
    }

    /** Cuts the line at every call that placing makes, before and after it: the next run ends where an undisturbed one does. */
    private void everyCut(int messages, Consumer<Life.Someone> placing) {
        var calls = calls();
        assertThat(calls).isGreaterThan(10);
        for (at = 1; at <= calls; at++) {
            for (var late : List.of(false, true)) {
                after = late;
                var someone = life.someone();
                someone.says(1, 25, Life.SERVICE);
                someone.says(26, messages, Life.SERVICE);
                cut();
                placing.accept(someone);
                life.calls.mend();
                desk.tend();
                if (holds(someone).isEmpty()) {
                    desk.place(someone);
                }
                assertThat(holds(someone))
                        .as("cut %s call %d", after ? "after" : "before", at)
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(Life.text(row, "state")).isEqualTo("HELD");
                            assertThat(row).containsEntry("held", AttributeValue.fromN(Integer.toString(messages)));
                            assertThat(desk.copies(Life.text(row, "sk").replace("HOLD#", "")))
                                    .hasSize(messages);
                        });
                assertThat(someone.keyRow()).doesNotContainKey("placing");
                assertThat(desk.counts().getFirst()).isEqualTo("0");
            }
        }
    }

    /** How many calls an undisturbed placing makes. */
    private int calls() {
        var someone = life.someone();
        someone.says(1, 25, Life.SERVICE);
        someone.says(26, 30, Life.SERVICE);
        var placed = new ArrayList<String>();
        return life.calls
                .of(() -> placed.add(desk.place(someone).text("status")))
                .size();
    }

    /** The person's holds that are not released. */
    private List<Map<String, AttributeValue>> holds(Life.Someone someone) {
        return life.rows(Table.KEYS, "HOLD").stream()
                .filter(row -> Life.text(row, "subject").equals(someone.subject()))
                .filter(row -> !Life.text(row, "state").equals("RELEASED"))
                .toList();
    }
}
