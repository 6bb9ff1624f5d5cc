package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was to be kept for a while goes when it was said to go, and leaves evidence; nothing else does. */
class ExpiryTest {
    private Life life;

    @BeforeEach
    void begin() {
        life = new Life();
    }

    @AfterEach
    void end() {
        life.close();
    }

    @Test
    void theExpiredIsRefusedAtOnceThoughItIsStillThere() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        life.world.clock().advance("P29D");
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(3);
        life.world.clock().advance("P1D");
        assertThat(someone.content()).hasSize(3);
        assertThat(someone.recalls(Life.CHATS).list("messages")).isEmpty();
    }

    @Test
    void eachPurposeEndsOnItsOwnDay() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS, Life.SERVICE);
        life.world.clock().advance("P15D");
        assertThat(someone.recalls(Life.SERVICE).list("messages")).isEmpty();
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(2);
    }

    @Test
    void whatWasTakenInUnderAnEarlierYesStaysClosedAfterALaterOne() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.decide(Life.CHATS, "withdraw");
        life.world.clock().advance("PT1S");
        someone.agrees();
        someone.says(3, 3, Life.CHATS);
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
    }

    @Test
    void eachExpiredMessageLeavesOneEntryHoweverOftenTheStreamTellsIt() {
        var someone = life.someone().agrees();
        someone.says(1, 5, Life.CHATS);
        life.world.clock().advance("P30D");
        assertThat(life.world.expire()).isEqualTo(5);
        life.world.pump();
        var entries = life.rows(Table.EVIDENCE, "EXPIRED");
        assertThat(entries).hasSize(5).allMatch(row -> Life.text(row, "how").equals("EXPIRED"));
        var told = removal(entries.getFirst(), true);
        life.world.lambdas().invoke(Fn.EXPIRY, told);
        life.world.lambdas().invoke(Fn.EXPIRY, told);
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(5);
    }

    @Test
    void onlyWhatTheServiceItselfRemovedIsAnExpiry() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var row = someone.content().getFirst();
        life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(Map.of(
                        "pk",
                        row.getOrDefault("pk", AttributeValue.fromS("")),
                        "sk",
                        row.getOrDefault("sk", AttributeValue.fromS("")))));
        life.world.pump();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).isEmpty();
        life.world.clock().advance("P30D");
        life.world.expire();
        life.world.pump();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(1);
    }

    @Test
    void aRecordThatCannotBeRecordedComesAgainAndNothingBehindItIsLost() {
        var someone = life.someone().agrees();
        someone.says(1, 6, Life.CHATS);
        life.world.clock().advance("P30D");
        life.world.expire();
        // The first call asks for how long such evidence is kept.
        life.calls.cutBefore(4);
        life.world.pump();
        life.calls.mend();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(2);
        life.world.pump();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(6);
    }

    @Test
    void daysThatAreOverLoseTheirKeysAndNeverGetThemBack() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        life.world.clock().advance("P29D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .allMatch(row -> Life.text(row, "state").equals("LIVE"));
        life.world.clock().advance("P2D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .isNotEmpty()
                .allMatch(row -> Life.text(row, "state").equals("DESTROYED") && !row.containsKey("wrapped"));
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).hasSameSizeAs(life.rows(Table.KEYS, "DAY_KEY"));
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.EVIDENCE, "ENDED_DAY")).hasSameSizeAs(life.rows(Table.KEYS, "DAY_KEY"));
    }

    @Test
    void thePurgeRemovesWhatExpiryLeftBehindAndNothingElse() {
        var early = life.someone().agrees();
        early.says(1, 30 - 5, Life.CHATS);
        life.world.clock().advance("P20D");
        var late = life.someone().agrees();
        late.says(1, 4, Life.CHATS);
        early.says(26, 27, Life.CHATS);
        life.world.clock().advance("P12D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.RECORDS, "MESSAGE"))
                .as("not before two days more")
                .hasSize(31);
        life.world.clock().advance("P2D");
        life.world.run(Schedule.PURGE);
        assertThat(early.content()).hasSize(2);
        assertThat(late.content()).hasSize(4);
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(25).allMatch(row -> Life.text(row, "how")
                .equals("PURGED"));
    }

    @Test
    void aPurgeThatIsCutOffAtAnyCallIsFinishedByTheNext() {
        for (var n = 1; n <= 40; n += 6) {
            var someone = life.someone().agrees();
            someone.says(1, 3, Life.CHATS);
            life.world.clock().advance("P34D");
            life.calls.cutBefore(n);
            try {
                life.world.run(Schedule.PURGE);
            } catch (RuntimeException _) {
                // Cut off: the schedule comes again.
            }
            life.calls.mend();
            life.world.run(Schedule.PURGE);
            assertThat(life.rows(Table.RECORDS, "MESSAGE"))
                    .as("cut at call %d", n)
                    .isEmpty();
        }
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(3 * 7);
    }

    @Test
    void everyTenantIsPurged() {
        var other = new Tenant("other");
        life.publish(other);
        var bot = life.as(Access.BOT, other);
        var someone = life.someone();
        assertThat(bot.post("/v1/messages", someone.message(1, 2, Life.SERVICE)).status())
                .isEqualTo(201);
        someone.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P20D");
        life.world.run(Schedule.PURGE);
        assertThat(life.rows(Table.RECORDS, "MESSAGE")).isEmpty();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(3);
    }

    @Test
    void aProfileGoesWithThePurposesItServed() {
        var someone = life.someone().agrees();
        var put = life.bot.send(
                "PUT",
                "/v1/subjects",
                Json.write(Map.of(
                        "subject",
                        someone.account,
                        "residence",
                        "DE",
                        "contacts",
                        Map.of("email", "ana@example.org"))));
        assertThat(put.status()).isEqualTo(200);
        assertThat(life.rows(Table.RECORDS, "PROFILE")).hasSize(1);
        life.world.advance("P31D");
        assertThat(life.rows(Table.RECORDS, "PROFILE")).isEmpty();
        assertThat(life.rows(Table.EVIDENCE, "EXPIRED")).hasSize(1);
    }

    /** A stream event that tells of a removal, as Lambda would send it. */
    private static byte[] removal(Map<String, AttributeValue> entry, boolean byTheService) {
        var parts = Life.text(entry, "sk").split("#", 2);
        var image = Map.of(
                "pk", Map.of("S", "T#demo#SID#" + parts[0]),
                "sk", Map.of("S", parts[1]),
                "kind", Map.of("S", "MESSAGE"),
                "ttl",
                        Map.of(
                                "N",
                                Long.toString(
                                        Instant.parse(Life.text(entry, "dueAt")).getEpochSecond())));
        var record = new LinkedHashMap<String, Object>();
        record.put("eventName", "REMOVE");
        record.put(
                "dynamodb",
                Map.of("OldImage", image, "SequenceNumber", "1", "ApproximateCreationDateTime", 1_767_225_600));
        if (byTheService) {
            record.put("userIdentity", Map.of("principalId", "dynamodb.amazonaws.com", "type", "Service"));
        }
        return Json.write(Map.of("Records", new ArrayList<>(List.of(record))));
    }
}
