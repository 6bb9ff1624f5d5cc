package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.restore.Restore;
import dev.lethe.restore.RestoreRules.Why;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table of records is lost, and a copy of it is of before something happened that evidence alone knows of. */
class OlderCopyTest {
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static String copy(String name) {
        return life.world.backup(name).getOrDefault(Table.RECORDS, "");
    }

    private static Restore.Report loseRecordsAndRestore(String copy) {
        life.rows(Table.RECORDS).forEach(row -> life.world.dynamo().deleteItem(r -> r.tableName(
                        life.world.tables().get(Table.RECORDS))
                .key(RetentionRuns.key(row))));
        var report = life.world.operators().restore(Map.of(Table.RECORDS, copy)).run(_ -> {});
        life.world.lambdas().startAgain();
        return report;
    }

    private static void keepChats(String period) {
        var rule = Map.of(
                "purpose",
                Life.CHATS,
                "category",
                "message-text",
                "keep",
                period,
                "reasons",
                Map.of("en", "As short as will do"));
        var published = life.as(Access.OFFICER, LocalWorld.DEMO)
                .send(
                        "PUT",
                        "/v1/retention-schedule",
                        Json.write(Map.of("locale", "en", "rules", List.of(rule), "evidence", List.of())));
        assertThat(published.status()).as(published::toString).isEqualTo(201);
        replan();
    }

    private static void replan() {
        life.world.clock().advance(Fn.SETTLED_AFTER.toString());
        life.world.run(Schedule.REPLAN);
    }

    private static List<String> texts(Life.Someone someone) {
        return someone.recalls(Life.CHATS).list("messages").stream()
                .map(message -> String.valueOf(((Map<?, ?>) message).get("text")))
                .toList();
    }

    @Test
    void whatAShorterPeriodTookDoesNotComeBackThoughTheScheduleOfTodayWouldKeepIt() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        life.world.clock().advance("P8D");
        someone.says(4, 5, Life.CHATS);
        var copy = copy("before-it-went");
        keepChats("P7D");
        assertThat(texts(someone)).containsExactly("message number 4", "message number 5");
        keepChats("P30D");

        assertThat(loseRecordsAndRestore(copy).left()).containsEntry(Why.GONE, 3L);
        replan();
        assertThat(texts(someone)).containsExactly("message number 4", "message number 5");
    }

    @Test
    void whatIsTakenInAnewUnderAHandleOfBeforeComesBack() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        life.world.clock().advance("P31D");
        life.world.expire();
        life.world.pump();
        assertThat(texts(someone)).isEmpty();
        someone.says(1, 1, Life.CHATS);

        loseRecordsAndRestore(copy("when-it-was-there-again"));
        assertThat(texts(someone)).containsExactly("message number 1");
    }

    /** GDPR Art. 3(1): the law of where the controller is stays over it, also where the notice that said so is lost. */
    @Test
    void whereTheControllerIsEstablishedIsKnown() {
        var praxis = new Tenant("praxis");
        life.world.register(praxis);
        var publisher = life.as(Access.OFFICER, praxis);
        SpokenTest.publish(publisher, ConsentsTest.NOTICE);
        var copy = copy("before-they-said-where");
        SpokenTest.publish(publisher, SpokenTest.established(ConsentsTest.NOTICE, "DE"));
        loseRecordsAndRestore(copy);
        assertThat(life.rows(Table.RECORDS, "CATALOG"))
                .filteredOn(row -> Life.text(row, "pk").contains("#" + praxis))
                .singleElement()
                .satisfies(row -> assertThat(row.get("established")).asString().contains("DE"));
    }

    @Test
    void aRowThatThisVersionDoesNotUnderstandKeepsNoOtherFromComingBack() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var copy = copy("with-strange-rows");
        for (var strange : List.of(
                Map.of("pk", "T#demo#LATER", "sk", "A", "kind", "OF_A_LATER_VERSION"),
                Map.of("pk", "T#demo#SID#" + "s".repeat(26), "sk", "M#a#b", "kind", "MESSAGE"),
                Map.of("pk", "T#demo#LATER", "sk", "B"))) {
            life.world.dynamo().putItem(r -> r.tableName(copy)
                    .item(strange.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())))));
        }
        assertThat(loseRecordsAndRestore(copy).left()).containsEntry(Why.NOT_UNDERSTOOD, 3L);
        assertThat(texts(someone)).hasSize(2);
    }
}
