package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a person said when they decided: kept sealed, as proof, and for whoever has to prove it alone. */
class OwnWordsTest {
    private static final String WORDS = "yes, but only until I have my parcel";

    private static Life life;
    private static Http officer;

    @BeforeAll
    static void begin() {
        life = new Life();
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void anOfficerReadsThemWordForWordAndABotNever() {
        var someone = life.someone();
        var decided = someone.decide(Life.CHATS, "grant", WORDS);
        assertThat(decided.status()).isEqualTo(201);
        assertThat(decided.body().toString()).doesNotContain(WORDS);
        assertThat(history(officer, someone)).singleElement().satisfies(receipt -> assertThat(receipt.get("said"))
                .isEqualTo(WORDS));
        assertThat(history(life.bot, someone)).singleElement().satisfies(receipt -> assertThat(receipt)
                .doesNotContainKey("said"));
    }

    @Test
    void theyOutliveTheErasureOfWhoSaidThem() {
        var someone = life.someone();
        someone.decide(Life.CHATS, "grant", WORDS);
        someone.says(1, 1, Life.CHATS);
        assertThat(someone.forgets().status()).isEqualTo(202);
        assertThat(history(officer, someone)).singleElement().satisfies(receipt -> assertThat(receipt.get("said"))
                .isEqualTo(WORDS));
    }

    @Test
    void wordsAboutNothingThatWasDecidedAreNotKept() {
        var someone = life.someone();
        someone.decide(Life.CHATS, "grant");
        assertThat(someone.decide(Life.CHATS, "grant", WORDS).status()).isEqualTo(200);
        assertThat(history(officer, someone)).singleElement().satisfies(receipt -> assertThat(receipt)
                .doesNotContainKey("said")
                .containsEntry("unreadable", false));
    }

    @Test
    void whoReadThemIsOnRecordAndAReadingThatIsNotOnRecordIsNone() {
        var someone = life.someone();
        someone.decide(Life.CHATS, "grant", WORDS);
        var before = life.rows(Table.EVIDENCE, "ACCESS").size();
        history(life.bot, someone);
        assertThat(life.rows(Table.EVIDENCE, "ACCESS")).hasSize(before);
        history(officer, someone);
        assertThat(life.rows(Table.EVIDENCE, "ACCESS")).hasSize(before + 1);
        var path = path(someone);
        assertThat(life.calls.of(() -> officer.get(path)))
                .filteredOn(call -> !call.equals("Decrypt"))
                .containsExactly("BatchGetItem", "Query", "PutItem", "GetItem");

        life.calls.cutBefore(3);
        var cut = officer.get(path);
        life.calls.mend();
        assertThat(cut.status()).isEqualTo(503);
        assertThat(cut.body().toString()).doesNotContain(WORDS);
    }

    @Test
    void wordsThatWereTamperedWithOrMovedAreToldAsUnreadable() {
        var someone = life.someone();
        someone.decide(Life.CHATS, "grant", WORDS);
        someone.decide("training", "refuse", "no, never");
        var rows = life.rows(Table.EVIDENCE, "RECEIPT").stream()
                .filter(row -> Life.text(row, "pk").endsWith(subject(someone)))
                .toList();
        assertThat(rows).hasSize(2);
        var moved = new HashMap<>(rows.get(0));
        moved.put("said", rows.get(1).get("said"));
        put(moved);
        var flipped = new HashMap<>(rows.get(1));
        var bytes =
                rows.get(1).getOrDefault("said", AttributeValue.fromS("")).b().asByteArray();
        bytes[bytes.length - 1] ^= 1;
        flipped.put("said", AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
        put(flipped);
        assertThat(history(officer, someone)).hasSize(2).allSatisfy(receipt -> assertThat(receipt)
                .containsEntry("unreadable", true)
                .doesNotContainKey("said"));
    }

    @Test
    void eachYearsWordsHaveAKeyOfTheirOwn() {
        try (var years = new Life()) {
            var someone = years.someone();
            someone.decide(Life.CHATS, "grant", WORDS);
            someone.decide("training", "refuse", "no, never");
            assertThat(years.rows(Table.KEYS, "EVIDENCE_KEY")).hasSize(1);
            years.world.clock().advance("P366D");
            someone.decide(Life.CHATS, "withdraw", "that is enough");
            assertThat(years.rows(Table.KEYS, "EVIDENCE_KEY"))
                    .hasSize(2)
                    .extracting(row -> Life.text(row, "sk"))
                    .doesNotHaveDuplicates();
            var told = history(years.as(Access.OFFICER, LocalWorld.DEMO), someone);
            assertThat(told).extracting(receipt -> receipt.get("said")).contains(WORDS, "no, never", "that is enough");
        }
    }

    private static void put(Map<String, AttributeValue> row) {
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.EVIDENCE))
                .item(row));
    }

    private static String subject(Life.Someone someone) {
        return someone.asks().text("subject");
    }

    private static String path(Life.Someone someone) {
        return "/v1/subjects/" + subject(someone) + "/consents";
    }

    private static List<Map<String, Object>> history(Http reader, Life.Someone someone) {
        var answer = reader.get(path(someone));
        assertThat(answer.status()).isEqualTo(200);
        return answer.list("history").stream().map(OwnWordsTest::fields).toList();
    }

    private static Map<String, Object> fields(Object receipt) {
        var fields = new HashMap<String, Object>();
        if (receipt instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return fields;
    }
}
