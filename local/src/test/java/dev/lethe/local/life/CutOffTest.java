package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The end of a hold, and certificates, cut off before and after each of their calls. The placing of holds, rotations, restores and
 * the sweeps of tombstones are cut off in tests of their own.
 */
class CutOffTest {
    private static Life life;
    private static LegalDesk desk;

    @BeforeAll
    static void begin() {
        life = new Life();
        desk = new LegalDesk(life);
        life.world.run(Schedule.ROTATION);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    /** Cuts the line at the n-th call of something, before or after it is carried out. */
    private static void cut(int n, boolean after, Runnable something) {
        if (after) {
            life.calls.cutAfter(n);
        } else {
            life.calls.cutBefore(n);
        }
        try {
            something.run();
        } catch (RuntimeException _) {
            // Cut off: who asked asks again, and the schedule comes again.
        }
        life.calls.mend();
    }

    private static String held() {
        var someone = life.someone();
        assertThat(someone.says(1, 3, Life.SERVICE).status()).isEqualTo(201);
        var hold = desk.place(someone).text("hold");
        assertThat(desk.copies(hold)).hasSize(3);
        return hold;
    }

    private static Map<String, AttributeValue> row(String hold) {
        return life.rows(Table.KEYS, "HOLD").stream()
                .filter(row -> Life.text(row, "sk").endsWith(hold))
                .findFirst()
                .orElseThrow();
    }

    private static void assertReleased(String hold, String as) {
        assertThat(row(hold)).as(as).containsEntry("state", AttributeValue.fromS("RELEASED"));
        assertThat(row(hold)).as(as).doesNotContainKeys("wrapped", "sweep");
        assertThat(desk.copies(hold)).as(as).isEmpty();
        assertThat(life.rows(Table.EVIDENCE, "CHAINED").stream()
                        .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#hold/" + hold))
                        .filter(row -> Life.text(row, "action").equals("hold.released")))
                .as(as)
                .hasSize(1);
        assertThat(desk.counts()).as(as).containsExactly("0", "0");
    }

    @Test
    void aReleaseThatIsCutOffAtAnyCallIsCarriedOutOnceByTheNextTry() {
        var first = held();
        var calls = life.calls.of(() -> desk.release(first)).size();
        desk.tend();
        assertThat(calls).isGreaterThan(1);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var hold = held();
                cut(n, after, () -> assertThat(desk.release(hold).status()).isIn(200, 202, 503));
                assertThat(desk.release(hold).text("status")).isEqualTo("released");
                desk.tend();
                assertReleased(hold, "cut " + (after ? "after" : "before") + " call " + n);
            }
        }
    }

    @Test
    void theSweepBehindAReleaseThatIsCutOffAtAnyCallIsFinishedByTheNext() {
        var first = held();
        desk.release(first);
        var calls = life.calls.of(desk::tend).size();
        assertThat(calls).isGreaterThan(3);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var hold = held();
                desk.release(hold);
                cut(n, after, desk::tend);
                desk.tend();
                assertReleased(hold, "cut " + (after ? "after" : "before") + " call " + n);
            }
        }
    }

    /** It is either all there, under a signature, or it is not there; and asking changes nothing but who asked. */
    @Test
    void aCertificateThatIsCutOffAtAnyCallIsNoneAndTheNextIsWhole() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var request = someone.forgets().text("request");
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT21M");
        life.world.run(Schedule.ERASURE);
        var day = life.someone();
        day.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P16D");
        life.world.run(Schedule.PURGE);
        var officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        for (var name : List.of(
                request, Life.text(life.rows(Table.EVIDENCE, "ENDED_DAY").getFirst(), "sk"))) {
            var whole = certificate(officer, name);
            assertThat(whole.status()).isEqualTo(200);
            var calls = life.calls.of(() -> certificate(officer, name)).size();
            assertThat(calls).isGreaterThan(1);
            for (var n = 1; n <= calls; n++) {
                for (var after : List.of(false, true)) {
                    var rows = rows();
                    cut(n, after, () -> {
                        var answer = certificate(officer, name);
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.body().toString()).doesNotContain("certificate");
                    });
                    assertThat(certificate(officer, name).status()).isEqualTo(200);
                    assertThat(rows()).isEqualTo(rows);
                }
            }
        }
    }

    private static Http.Answer certificate(Http officer, String name) {
        return officer.get("/v1/certificates/" + name);
    }

    private static List<List<Map<String, AttributeValue>>> rows() {
        return List.of(life.rows(Table.RECORDS), life.rows(Table.KEYS), life.rows(Table.EVIDENCE));
    }
}
