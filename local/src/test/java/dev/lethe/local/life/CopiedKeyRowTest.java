package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.local.operator.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Somebody who may write {@code keys} copies a person's row onto another's: no function notices, but verifying does. */
class CopiedKeyRowTest {
    @Test
    void aKeyThatStandsInTwoRowsIsNamed() {
        try (var life = new Life()) {
            var ana = life.someone().agrees();
            ana.says(1, 1, Life.CHATS);
            var bea = life.someone().agrees();
            bea.says(1, 1, Life.CHATS);
            var sound = life.world.operators().verifyKeys().unwrapEach(_ -> {});
            assertThat(sound.twice()).isZero();
            assertThat(sound.broken()).isZero();

            var beas = new HashMap<>(ana.keyRow());
            beas.put("pk", bea.keyRow().getOrDefault("pk", AttributeValue.fromS("")));
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                    .item(beas));
            var found = life.world.operators().verifyKeys().unwrapEach(_ -> {});
            assertThat(found.twice()).isEqualTo(1);
            assertThat(found.broken()).as("the key service finds nothing wrong").isZero();
            assertThat(found.sound()).isFalse();
            assertThat(found.named()).singleElement().asString().containsAnyOf(ana.subject(), bea.subject());
            var told = new ArrayList<String>();
            assertThat(new Operator(life.world.operators(), told::add).verify()).isFalse();
            assertThat(told.toString()).contains("1 keys stand in a second row");
        }
    }

    /** Only the wrapped bytes: the context names another storage id. */
    @Test
    void aWrappedKeyInAnothersRowDoesNotUnwrap() {
        try (var life = new Life()) {
            var ana = life.someone().agrees();
            ana.says(1, 1, Life.CHATS);
            var bea = life.someone().agrees();
            bea.says(1, 1, Life.CHATS);
            var beas = new HashMap<>(bea.keyRow());
            beas.put("wrapped", ana.keyRow().getOrDefault("wrapped", AttributeValue.fromS("")));
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                    .item(beas));
            assertThat(bea.recalls(Life.CHATS).status()).isEqualTo(503);
            var found = life.world.operators().verifyKeys().unwrapEach(_ -> {});
            assertThat(found.broken()).isEqualTo(1);
            assertThat(found.twice()).isZero();
        }
    }
}
