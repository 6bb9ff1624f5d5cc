package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.local.demo.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Copies of {@code keys} from before an erasure, restored when its tombstone has gone: the evidence remembers. */
class TombstoneRestoreTest {
    private Life life;
    private Life.Someone ana;
    private Map<Table, String> before;

    /** Somebody says something, a copy is made, and they are erased; a month later no row of theirs is left in {@code keys}. */
    @BeforeEach
    void whoIsGone() {
        life = new Life();
        ana = life.someone().agrees();
        assertThat(ana.says(1, 2, Life.CHATS).status()).isEqualTo(201);
        before = life.world.backup("before");
        erase();
        life.world.clock().advance("P25D");
        assertThat(ana.forgets().text("status")).as("asked again meanwhile").isEqualTo("completed");
        life.world.clock().advance("P6D");
        life.world.run(Schedule.PURGE);
        life.world.run(Schedule.ERASURE);
        assertThat(ana.keyRow()).isEmpty();
    }

    @AfterEach
    void end() {
        life.close();
    }

    private void erase() {
        ana.forgets();
        for (var run = 0; run < 3; run++) {
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT21M");
        }
    }

    private void restore(Map<Table, String> copies, boolean lost) {
        if (lost) {
            for (var row : life.rows(Table.KEYS)) {
                life.world.dynamo().deleteItem(r -> r.tableName(
                                life.world.tables().get(Table.KEYS))
                        .key(Map.of("pk", row.getOrDefault("pk", none()), "sk", row.getOrDefault("sk", none()))));
            }
        }
        life.world
                .operators()
                .restore(Map.of(Table.KEYS, copies.getOrDefault(Table.KEYS, "")))
                .run(_ -> {});
    }

    private static AttributeValue none() {
        return AttributeValue.fromS("");
    }

    private static List<String> texts(Http.Answer answer) {
        return answer.list("messages").stream()
                .map(message -> message instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOlderCopyBringsNobodyBack(boolean lost) {
        restore(before, lost);
        assertThat(ana.keyRow()).isNotEmpty().doesNotContainKeys("wrapped", "wrappedBy");
        assertThat(ana.recalls(Life.CHATS).status()).isEqualTo(410);
        assertThat(ana.says(3, 3, Life.SERVICE).status()).isEqualTo(410);
        for (var run = 0; run < 3; run++) {
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance("PT21M");
        }
        life.world.clock().advance("P31D");
        life.world.run(Schedule.ERASURE);
        assertThat(ana.keyRow()).as("the tombstone goes again").isEmpty();
        assertThat(life.rows(Table.KEYS).toString()).doesNotContain(ana.subject());
    }

    /** Their fence began anew at 0, as it was when the ledger's erasure ended another life. */
    @Test
    void whoCameAnewKeepsTheirKeyAndLosesItAgainOnceErased() {
        assertThat(ana.agrees().says(3, 4, Life.CHATS).status()).isEqualTo(201);
        var second = life.world.backup("second");
        life.world.clock().advance("P3D");
        restore(second, true);
        assertThat(texts(ana.recalls(Life.CHATS))).containsExactly("message number 3", "message number 4");

        erase();
        assertThat(ana.recalls(Life.CHATS).status()).isEqualTo(410);
        restore(second, true);
        assertThat(ana.keyRow()).isNotEmpty().doesNotContainKey("wrapped");
        assertThat(ana.recalls(Life.CHATS).status()).isEqualTo(410);
    }

    @Test
    void aCopyOfTheFirstLifeIsNotTakenForTheSecond() {
        assertThat(ana.agrees().says(3, 4, Life.CHATS).status()).isEqualTo(201);
        var sid = Life.text(ana.keyRow(), "sid");
        restore(before, false);
        assertThat(Life.text(ana.keyRow(), "sid")).as("nothing is overwritten").isEqualTo(sid);
        assertThat(texts(ana.recalls(Life.CHATS))).hasSize(2);
        restore(before, true);
        assertThat(ana.keyRow()).doesNotContainKey("wrapped");
        assertThat(ana.recalls(Life.CHATS).status()).isEqualTo(410);
    }
}
