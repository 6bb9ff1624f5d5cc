package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows that find what has to go are there exactly as long as what they find, and none outlives its own expiry. */
class IndexRowsTest {
    /** More than taking in a first message ever calls. */
    private static final int CALLS = 6;

    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static List<Map<String, AttributeValue>> index() {
        return life.rows(Table.RECORDS).stream()
                .filter(row -> List.of("DUE", "ACTIVE").contains(Life.text(row, "kind")))
                .toList();
    }

    private static List<Map<String, AttributeValue>> index(String sid) {
        return index().stream()
                .filter(row -> Life.text(row, "sk").contains(sid))
                .toList();
    }

    private static String sid(Life.Someone someone) {
        var sid = Life.text(someone.keyRow(), "sid");
        assertThat(sid).isNotEmpty();
        return sid;
    }

    private static void sweep() {
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT1H");
        life.world.run(Schedule.ERASURE);
    }

    /** Cut off before, and after, any call of taking in somebody's first message. */
    @Test
    void aWriterWhoIsCutOffLeavesNoIndexRowWithoutItsMessage() {
        for (var n = 1; n <= CALLS; n++) {
            for (var after : List.of(false, true)) {
                // The functions are cold, so that their calls are the same each time.
                life.world.lambdas().startAgain();
                var someone = life.someone();
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                someone.says(1, 1, Life.SERVICE);
                life.calls.mend();
                var sids = life.rows(Table.RECORDS, "MESSAGE").stream()
                        .map(row -> Life.text(row, "pk").replaceAll(".*#", ""))
                        .toList();
                assertThat(index())
                        .as("cut %s call %d", after ? "after" : "before", n)
                        .allMatch(row -> sids.contains(Life.text(row, "sk").replaceAll("#.*", "")));
            }
        }
    }

    @Test
    void anErasureThatIsCompletedLeavesNoIndexRow() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.SERVICE);
        someone.says(2, 2, Life.CHATS);
        var sid = sid(someone);
        assertThat(index(sid)).hasSize(4);
        someone.forgets();
        sweep();
        assertThat(index(sid)).isEmpty();
    }

    @Test
    void everyIndexRowGoesByItselfWithinTwoMonthsOfWhatItFinds() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var latest = someone.content().stream()
                .map(row -> Instant.parse(Life.text(row, "expiresAt")))
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(Duration.ofDays(60));
        assertThat(index(sid(someone))).isNotEmpty().allSatisfy(row -> assertThat(Instant.ofEpochSecond(Long.parseLong(
                        row.getOrDefault(Table.TTL, AttributeValue.fromN("0")).n())))
                .isAfter(life.world.clock().instant())
                .isBeforeOrEqualTo(latest));
    }

    /** The one row that an erasure does not find, as the limits say: what it points to had expired before. */
    @Test
    void theIndexRowOfWhatHadExpiredBeforeAnErasureGoesByItself() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        var sid = sid(someone);
        life.world.clock().advance("P20D");
        life.world.expire();
        life.world.run(Schedule.PURGE);
        someone.forgets();
        sweep();
        assertThat(index(sid)).singleElement().satisfies(row -> assertThat(Life.text(row, "kind"))
                .isEqualTo("ACTIVE"));
        IntStream.range(0, 2).forEach(_ -> life.world.clock().advance("P20D"));
        life.world.expire();
        assertThat(index(sid)).isEmpty();
    }
}
