package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Nothing outstays its time because a purge did not find it: what the index rows lack is found, told and purged. */
class VerificationTest {
    private static final List<String> LOG = new ArrayList<>();
    private static Life life;
    private static Http officer;

    @BeforeAll
    static void begin() {
        life = new Life(options -> options.logging(LOG::add));
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    /** Nothing is left of what came before, and the next look begins a pass. */
    @BeforeEach
    void clear() {
        life.rows(Table.RECORDS).stream()
                .filter(row ->
                        List.of("MESSAGE", "PROFILE", "DUE", "VERIFICATION").contains(Life.text(row, "kind")))
                .forEach(VerificationTest::remove);
        LOG.clear();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(
                "pk", AttributeValue.fromS(Life.text(row, "pk")), "sk", AttributeValue.fromS(Life.text(row, "sk")));
    }

    private static void remove(Map<String, AttributeValue> row) {
        life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(key(row)));
    }

    private static void removeIndex() {
        life.rows(Table.RECORDS, "DUE").forEach(VerificationTest::remove);
    }

    /** A purge that looked at everything until today, and found none of it. */
    private static void settle() {
        var today = LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
        life.rows(Table.RECORDS, "TENANT").forEach(row -> life.world.dynamo().updateItem(r -> r.tableName(
                        life.world.tables().get(Table.RECORDS))
                .key(key(row))
                .updateExpression("SET settledThrough = :day")
                .expressionAttributeValues(
                        Map.of(":day", AttributeValue.fromS(today.minusDays(3).toString())))));
    }

    private static Life.Someone overdue(int messages) {
        var someone = life.someone();
        assertThat(someone.says(1, messages, Life.SERVICE).status()).isEqualTo(201);
        removeIndex();
        life.world.clock().advance("P19D");
        settle();
        return someone;
    }

    private static Map<?, ?> verify() {
        var report = life.world.lambdas().invoke(Fn.VERIFY, Json.write(Map.of("source", "aws.events")));
        return (Map<?, ?>) Json.read(report).orElseThrow();
    }

    private static String missed(Map<?, ?> report) {
        assertThat(report.get("complete")).isEqualTo(true);
        return String.valueOf(report.get("missed"));
    }

    private static String seen(Map<?, ?> report) {
        return String.valueOf(report.get("seen"));
    }

    private static long missedEver() {
        return Long.parseLong(officer.get("/v1/purges").text("missed"));
    }

    private static List<String> figures() {
        return LOG.stream()
                .filter(line -> line.contains("\"ExpiryMissed\":"))
                .map(line -> line.replaceAll(".*\"ExpiryMissed\":(\\d+).*", "$1"))
                .toList();
    }

    @Test
    void whatNoIndexRowLeadsToIsFoundToldAndGoesWithTheNextPurge() {
        var someone = overdue(2);
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).as("the purge does not find it").hasSize(2);
        var before = missedEver();
        var began = life.world.clock().instant();
        assertThat(missed(verify())).isEqualTo("2");
        assertThat(figures()).containsExactly("2");
        assertThat(missedEver()).isEqualTo(before + 2);
        assertThat(Instant.parse(officer.get("/v1/purges").text("verifiedAt")))
                .isBetween(began, life.world.clock().instant());
        assertThat(someone.content()).as("who verifies removes nothing").hasSize(2);
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).isEmpty();
        assertThat(life.rows(Table.RECORDS, "DUE")).isEmpty();
    }

    @Test
    void anIndexRowThatIsLackingBeforeItsTimeIsWrittenAgain() {
        var someone = life.someone();
        someone.says(1, 3, Life.SERVICE);
        var rows = life.rows(Table.RECORDS, "DUE");
        removeIndex();
        assertThat(missed(verify())).isEqualTo("3");
        assertThat(life.rows(Table.RECORDS, "DUE")).isEqualTo(rows);
        assertThat(someone.content()).hasSize(3);
    }

    @Test
    void anIndexRowOfADayThatAPurgeHadPassedIsLookedAtAgain() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P19D");
        settle();
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).hasSize(1);
        assertThat(missed(verify())).isEqualTo("1");
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).isEmpty();
    }

    @Test
    void inASoundStoreNothingIsFound() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.SERVICE);
        someone.says(3, 4, Life.CHATS);
        var body = Json.write(Map.of("subject", someone.account, "residence", "DE"));
        assertThat(life.bot.send("PUT", "/v1/subjects", body).status()).isEqualTo(200);
        life.world.clock().advance("P15D");
        settle();
        var report = verify();
        assertThat(seen(report)).isEqualTo("5");
        assertThat(missed(report)).as("expiry may still do it").isEqualTo("0");
        assertThat(figures()).containsExactly("0");
    }

    @Test
    void whatIsBeingErasedGetsNoIndexRowBack() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        someone.forgets();
        removeIndex();
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).hasSize(2);
        assertThat(missed(verify())).isEqualTo("0");
        assertThat(life.rows(Table.RECORDS, "DUE")).isEmpty();
    }

    @Test
    void whatRestsWhilePurgesArePausedIsNotMissed() {
        var someone = life.someone();
        someone.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P19D");
        var until = life.world.clock().instant().plus(Duration.ofHours(1)).toString();
        officer.send("PUT", "/v1/purge-pause", Json.write(Map.of("reason", "We look into it", "until", until)));
        assertThat(missed(verify())).isEqualTo("0");
        officer.send("DELETE", "/v1/purge-pause", new byte[0]);
        assertThat(someone.content()).hasSize(1);
    }

    @Test
    void aRowThatSaysNoTimeIsTold() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        life.world.dynamo().updateItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(key(someone.content().getFirst()))
                .updateExpression("REMOVE #ttl")
                .expressionAttributeNames(Map.of("#ttl", Table.TTL)));
        assertThat(missed(verify())).isEqualTo("1");
        assertThat(figures()).containsExactly("1");
    }

    @Test
    void aPassBeginsThirtyDaysAfterTheLast() {
        life.someone().says(1, 1, Life.SERVICE);
        assertThat(seen(verify())).isEqualTo("1");
        life.world.clock().advance("P1D");
        assertThat(seen(verify())).isEqualTo("0");
        life.world.clock().advance("P29D");
        settle();
        assertThat(seen(verify())).isEqualTo("1");
    }

    /** Before and after each call: what was missed is counted at least once, and purged after the next look. */
    @Test
    void aLookThatIsCutOffAtAnyCallIsTakenUpByTheNext() {
        overdue(2);
        var calls = life.calls.of(VerificationTest::verify).size();
        assertThat(calls).isGreaterThan(5);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                clear();
                var someone = overdue(2);
                var before = missedEver();
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                assertThatThrownBy(VerificationTest::verify)
                        .as("cut %s call %d", after ? "after" : "before", n)
                        .isNotNull();
                life.calls.mend();
                verify();
                assertThat(missedEver()).as("call %d", n).isGreaterThanOrEqualTo(before + 2);
                life.world.run(Schedule.PURGE);
                assertThat(someone.content()).as("call %d", n).isEmpty();
            }
        }
    }
}
