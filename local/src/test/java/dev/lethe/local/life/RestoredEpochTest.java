package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.epoch.Epoch;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a copy wrapped under a key that is disabled or going to be deleted: the key is called back for it. */
class RestoredEpochTest {

    @Test
    void anEpochThatACopyStillNeedsIsRecalled() {
        try (var life = new Life()) {
            var stays = life.someone().agrees();
            assertThat(stays.says(1, 2, Life.CHATS).status()).isEqualTo(201);
            var old = life.world.backup("older");
            var suite = life.world.operators();
            suite.rotateKeys().run(true, () -> Duration.ofHours(1), _ -> {});
            for (var wait = 1; wait <= 8; wait++) {
                life.world.clock().advance("PT12H");
                suite.rotateKeys().run(() -> Duration.ofHours(1));
            }
            assertThat(suite.epochs().all().getFirst().state()).isEqualTo(Epoch.State.DELETING);
            for (var row : life.rows(Table.KEYS)) {
                life.world.dynamo().deleteItem(r -> r.tableName(
                                life.world.tables().get(Table.KEYS))
                        .key(Map.of(
                                "pk", row.getOrDefault("pk", AttributeValue.fromS("")),
                                "sk", row.getOrDefault("sk", AttributeValue.fromS("")))));
            }
            suite.restore(Map.of(Table.KEYS, old.getOrDefault(Table.KEYS, ""))).run(_ -> {});
            assertThat(stays.recalls(Life.CHATS).list("messages")).hasSize(2);
            assertThat(suite.verifyKeys().unwrapEach(_ -> {}).broken()).isZero();
        }
    }
}
