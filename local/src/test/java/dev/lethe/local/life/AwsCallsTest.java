package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each operation costs in calls to AWS, once its function is warm. */
class AwsCallsTest {
    private static Life life;

    @BeforeAll
    static void warm() {
        life = new Life();
        var first = life.someone().agrees();
        first.says(1, 1, Life.CHATS);
        first.recalls(Life.CHATS);
        first.asks();
        life.someone().says(1, 1, Life.CHATS);
        life.someone().forgets();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @Test
    void aMessageTakesTwoCallsAndNoneToTheKeyService() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        assertThat(life.calls.of(() -> someone.says(2, 2, Life.CHATS))).containsExactly("BatchGetItem", "PutItem");
    }

    @Test
    void twentyFiveMessagesTakeTwoCallsToo() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        assertThat(life.calls.of(() -> someone.says(2, 26, Life.CHATS)))
                .containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void thePersonsFirstMessageOfTheDayTakesItsIndexRowsAlong() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.SERVICE);
        // Another period, so another day to be due on, whose key is warm.
        assertThat(life.calls.of(() -> someone.says(2, 2, Life.CHATS)))
                .containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void thePersonsVeryFirstMessageMakesTheirKey() {
        var someone = life.someone().agrees();
        assertThat(life.calls.of(() -> someone.says(1, 1, Life.CHATS)))
                .containsExactly("BatchGetItem", "GenerateDataKey", "PutItem", "TransactWriteItems");
    }

    @Test
    void aRepeatedMessageWritesNothing() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        var before = life.census();
        assertThat(life.calls.of(() -> someone.says(1, 1, Life.CHATS)))
                .containsExactly("BatchGetItem", "PutItem", "BatchGetItem");
        assertThat(life.census()).isEqualTo(before);
    }

    @Test
    void aPermissionCheckTakesOneCall() {
        var someone = life.someone().agrees();
        assertThat(life.calls.of(someone::asks)).containsExactly("BatchGetItem");
    }

    @Test
    void aMessageBeforeConsentIsRefusedForOneCallAndStoresNothing() {
        var someone = life.someone();
        var before = life.census();
        assertThat(life.calls.of(() -> someone.says(1, 1, Life.CHATS))).containsExactly("BatchGetItem");
        assertThat(life.census()).isEqualTo(before);
    }

    @Test
    void aPageTakesThreeCallsTheEntryBeforeTheOpening() {
        var someone = life.someone().agrees();
        someone.says(1, 25, Life.CHATS);
        someone.recalls(Life.CHATS);
        assertThat(life.calls.of(() -> someone.recalls(Life.CHATS)).stream()
                        .filter(call -> !call.equals("Decrypt"))
                        .toList())
                .containsExactly("BatchGetItem", "PutItem", "Query");
    }

    @Test
    void aDecisionAndAnErasureTakeTwoCallsEach() {
        var someone = life.someone();
        assertThat(life.calls.of(() -> someone.decide(Life.CHATS, "grant")))
                .containsExactly("BatchGetItem", "TransactWriteItems");
        assertThat(life.calls.of(someone::forgets)).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void aCertificateIsSignedInOneCallOfTheKeyService() {
        var officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        var someone = life.someone().agrees();
        var path = "/v1/certificates/" + someone.forgets().text("request");
        assertThat(officer.get(path).status()).isEqualTo(200);
        assertThat(life.calls.of(() -> officer.get(path)))
                .containsOnlyOnce("Sign")
                .doesNotContain("GetPublicKey");
    }

    @Test
    void takingInLeavesNoChainEntryAndReadingBackOneAccessEntry() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        var chained = life.rows(Table.EVIDENCE, "CHAINED").size();
        var accesses = life.rows(Table.EVIDENCE, "ACCESS").size();
        someone.says(4, 6, Life.CHATS);
        assertThat(life.rows(Table.EVIDENCE, "CHAINED")).hasSize(chained);
        someone.recalls(Life.CHATS);
        assertThat(life.rows(Table.EVIDENCE, "ACCESS")).hasSize(accesses + 1);
        assertThat(life.rows(Table.EVIDENCE, "CHAINED")).hasSize(chained);
    }

    @Test
    void manyMessagesAskTheKeyServiceNothing() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        assertThat(life.calls.of(() -> List.of(2, 27).forEach(n -> someone.says(n, n + 24, Life.CHATS))))
                .doesNotContain("Decrypt", "GenerateDataKey");
    }
}
