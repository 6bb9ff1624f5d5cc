package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.demo.Http;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hold that is asked for again under the same key is the same hold. */
class HoldRepeatsTest {
    private static Life life;
    private static LegalDesk desk;

    @BeforeAll
    static void begin() {
        life = new Life();
        desk = new LegalDesk(life);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static Life.Someone talker() {
        var someone = life.someone().agrees();
        assertThat(someone.says(1, 3, Life.CHATS).status()).isEqualTo(201);
        return someone;
    }

    private static Http.Answer place(Map<String, Object> request, String key) {
        return desk.officer.send("POST", "/v1/holds", Json.write(request), Map.of("Idempotency-Key", key));
    }

    private static int holds(Life.Someone someone) {
        return (int) life.rows(Table.KEYS, "HOLD").stream()
                .filter(row -> Life.text(row, "subject").equals(someone.subject()))
                .count();
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndPlacesNoSecondHold() {
        var someone = talker();
        var request = desk.request(someone.subject());
        var first = place(request, "once");
        assertThat(first.status()).isEqualTo(202);
        var rows = life.census();
        var again = place(request, "once");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(life.census()).isEqualTo(rows);
        assertThat(holds(someone)).isEqualTo(1);
        assertThat(desk.read(first.text("hold")).text("status"))
                .as("the answer is of its placing; it is held by now")
                .isEqualTo("held");
        assertThat(desk.texts(first.text("hold"))).hasSize(3);
    }

    @Test
    void withoutAKeyEachRequestIsAHoldOfItsOwn() {
        var someone = talker();
        desk.place(someone);
        desk.place(someone);
        assertThat(holds(someone)).isEqualTo(2);
    }

    @Test
    void theSameKeyWithAnotherScopeIsRefused() {
        var someone = talker();
        var request = desk.request(someone.subject());
        place(request, "scope");
        var other = new LinkedHashMap<>(request);
        other.put("conversation", someone.conversation());
        var refused = place(other, "scope");
        assertThat(refused.text("type")).isEqualTo("/problems/other-content");
        assertThat(holds(someone)).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsNotRemembered() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.SERVICE);
        var request = desk.request(someone.subject());
        var nothing = new LinkedHashMap<>(request);
        nothing.put("conversation", "cnv_" + "a".repeat(26));
        assertThat(place(nothing, "later").status()).isBetween(400, 409);
        assertThat(place(request, "later").status()).isEqualTo(202);
        assertThat(holds(someone)).isEqualTo(1);
    }

    /** They have no key any more; the officer is told what was done nevertheless. */
    @Test
    void itIsAnsweredThoughThePersonIsErasedAndTheHoldReleasedMeanwhile() {
        var someone = talker();
        var request = desk.request(someone.subject());
        var first = place(request, "erased");
        someone.forgets();
        assertThat(place(request, "erased").body()).isEqualTo(first.body());
        assertThat(place(request, "another").status()).isEqualTo(404);
        desk.release(first.text("hold"));
        assertThat(place(request, "erased").body()).isEqualTo(first.body());
        assertThat(holds(someone)).isEqualTo(1);
    }

    /** Cut off behind each call that placing takes: asked again there is one hold, and it ends up held. */
    @Test
    void anAnswerThatWasLostIsGivenAgainWhereverTheLineWasCut() {
        for (var n = 1; n <= 12; n++) {
            var someone = talker();
            var request = desk.request(someone.subject());
            if (n % 2 == 0) {
                life.calls.cutBefore(n);
            } else {
                life.calls.cutAfter(n);
            }
            place(request, "cut-" + n);
            life.calls.mend();
            var again = place(request, "cut-" + n);
            assertThat(again.status()).as("cut at call %d", n).isEqualTo(202);
            desk.tend();
            assertThat(holds(someone)).as("cut at call %d", n).isEqualTo(1);
            assertThat(desk.texts(again.text("hold"))).hasSize(3);
        }
    }

    @Test
    void manyAtOncePlaceOne() throws Exception {
        var someone = talker();
        var request = desk.request(someone.subject());
        var tasks = IntStream.range(0, 8)
                .<Callable<Http.Answer>>mapToObj(_ -> () -> place(request, "at-once"))
                .toList();
        var told = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var one : threads.invokeAll(tasks)) {
                var answer = one.get();
                assertThat(answer.status()).isIn(202, 503);
                if (answer.status() == 202) {
                    told.add(answer.text("hold"));
                }
            }
        }
        assertThat(told).hasSize(1);
        assertThat(holds(someone)).isEqualTo(1);
    }
}
