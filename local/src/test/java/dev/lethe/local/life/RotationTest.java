package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.epoch.Epoch;
import dev.lethe.epoch.Epoch.State;
import dev.lethe.epoch.EpochRules;
import dev.lethe.epoch.RotateKeys;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.StoreUnavailable;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** A month's key is replaced, retired and deleted, while people go on talking and being erased. */
class RotationTest {
    private static final Set<String> EPOCHS_KEYS = Set.of("SUBJECT_KEY", "DAY_KEY", "EVIDENCE_KEY");

    private Life life;
    private KmsClient kms;

    @BeforeEach
    void begin() {
        life = new Life();
        kms = life.world.kmsClient();
    }

    @AfterEach
    void end() {
        kms.close();
        life.close();
    }

    /** Asks for another key, and comes again when it counts. */
    private RotateKeys.Report rotate() {
        var rotation = life.world.operators().rotateKeys();
        assertThat(rotation.run(true, () -> Duration.ofHours(1), _ -> {}).turned())
                .isFalse();
        life.world.clock().advance(EpochRules.TAG_COUNTS.toString());
        return rotation.run(true, () -> Duration.ofHours(1), _ -> {});
    }

    /** The function, as its schedule runs it, with its own permissions. */
    private void hourly() {
        life.world.run(Schedule.ROTATION);
    }

    private void hours(int hours) {
        for (var n = 0; n < hours; n++) {
            life.world.clock().advance("PT1H");
            hourly();
        }
    }

    private void days(int days) {
        for (var n = 0; n < days; n++) {
            life.world.clock().advance("P1D");
            hourly();
        }
    }

    private void toTheFifthOfTheNextMonth() {
        var today = LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
        var fifth = today.withDayOfMonth(5).plusMonths(1);
        life.world.clock().advance("P" + ChronoUnit.DAYS.between(today, fifth) + "D");
    }

    private List<Epoch> epochs() {
        return life.world.operators().epochs().all();
    }

    private List<Map<String, AttributeValue>> wrapped() {
        return life.rows(Table.KEYS).stream()
                .filter(row -> EPOCHS_KEYS.contains(Life.text(row, "kind")) && row.containsKey("wrapped"))
                .toList();
    }

    @Test
    void everyKeyIsWrappedAnewAndOpensWhatItDid() {
        var ana = life.someone().agrees();
        ana.says(1, 3, Life.CHATS);
        hourly();
        var before = wrapped();
        assertThat(rotate().turned()).isTrue();
        hours(2);
        assertThat(wrapped()).hasSameSizeAs(before).allSatisfy(row -> {
            assertThat(Life.text(row, "wrappedBy"))
                    .isEqualTo(epochs().getLast().arn().orElseThrow());
            assertThat(before).extracting(old -> old.get("wrapped")).doesNotContain(row.get("wrapped"));
        });
        assertThat(ana.recalls(Life.CHATS).list("messages")).hasSize(3);
        assertThat(life.world.operators().verifyKeys().unwrapEach(_ -> {}).sound())
                .isTrue();
    }

    @Test
    void aKeyLivesAMonthThenIsRetiredDisabledAndDeleted() {
        life.someone().says(1, 1, Life.SERVICE);
        hourly();
        life.world.clock().advance("P31D");
        hourly();
        assertThat(epochs()).extracting(Epoch::state).containsExactly(State.CURRENT, State.PREPARING);
        hours(1);
        assertThat(epochs()).extracting(Epoch::state).containsExactly(State.RETIRING, State.CURRENT);
        hours(1);
        assertThat(epochs().getFirst().state()).isEqualTo(State.REWRAPPED);
        hours(1);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DISABLED);
        life.world.clock().advance("PT23H");
        hourly();
        assertThat(epochs().getFirst().state()).isEqualTo(State.DISABLED);
        hours(1);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DELETING);
        days(8);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DELETED);
        var arn = epochs().getFirst().arn().orElseThrow();
        assertThatThrownBy(() -> kms.describeKey(r -> r.keyId(arn))).isInstanceOf(NotFoundException.class);
        assertThat(life.world.denials()).isEmpty();
    }

    /** Functions know it by its tag, which the key service may take minutes to let count. */
    @Test
    void aKeyIsUsedOnlyOnceItsTagCountsWhoeverAsksAndHoweverOften() {
        hourly();
        var asked = life.world.operators().rotateKeys();
        var until = asked.run(true, () -> Duration.ofHours(1), _ -> {}).waitingUntil();
        var made = epochs().getLast();
        assertThat(made.state()).isEqualTo(State.PREPARING);
        assertThat(until).isEqualTo(made.madeAt().map(at -> at.plus(EpochRules.TAG_COUNTS)));
        var old = epochs().getFirst().arn().orElseThrow();
        life.world.clock().advance(EpochRules.TAG_COUNTS.minusSeconds(10).toString());
        assertThat(asked.run(true, () -> Duration.ofHours(1), _ -> {}).turned()).isFalse();
        var ana = life.someone();
        ana.says(1, 1, Life.SERVICE);
        assertThat(Life.text(ana.keyRow(), "wrappedBy")).isEqualTo(old);
        life.world.clock().advance("PT10S");
        assertThat(asked.run(true, () -> Duration.ofHours(1), _ -> {}).turned()).isTrue();
        assertThat(epochs()).as("who asked thrice gets one").hasSize(2);
        var ben = life.someone();
        ben.says(1, 1, Life.SERVICE);
        assertThat(Life.text(ben.keyRow(), "wrappedBy")).isEqualTo(made.arn().orElseThrow());
    }

    /** Somebody copied the wrapped keys a month ago, and has every permission of the key service. */
    @Test
    void aCopyOfAWrappedKeyIsNoiseOnceItsEpochIsDeleted() {
        life.someone().says(1, 1, Life.SERVICE);
        var stolen = wrapped().stream()
                .filter(row -> Life.text(row, "kind").equals("SUBJECT_KEY"))
                .findFirst()
                .orElseThrow();
        assertThat(unwraps(stolen)).as("as long as its epoch lives").isTrue();
        hourly();
        rotate();
        hours(3);
        days(10);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DELETED);
        assertThat(unwraps(stolen)).isFalse();
    }

    private boolean unwraps(Map<String, AttributeValue> row) {
        var parts = Life.text(row, "pk").split("#", -1);
        var table = life.world
                .dynamo()
                .describeTable(r -> r.tableName(life.world.tables().get(Table.KEYS)))
                .table();
        var id = table.tableId() == null ? table.tableArn() + "@" + table.creationDateTime() : table.tableId();
        try {
            kms.decrypt(r -> r.keyId(Life.text(row, "wrappedBy"))
                    .ciphertextBlob(SdkBytes.fromByteArray(
                            row.getOrDefault("wrapped", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1])))
                                    .b()
                                    .asByteArray()))
                    .encryptionContext(Map.of(
                            "app",
                            "lethe",
                            "tenant",
                            parts[1],
                            "kind",
                            "subject",
                            "id",
                            Life.text(row, "sid"),
                            "kver",
                            "1",
                            "tbl",
                            id)));
            return true;
        } catch (KmsException _) {
            return false;
        }
    }

    /** Cut off before, and after, any call of any run: later runs end where an undisturbed one does. */
    @Test
    void aRotationThatIsCutOffAnywhereIsFinishedByLaterRuns() {
        for (var n = 0; n < 5; n++) {
            life.someone().says(1, 1, Life.SERVICE);
        }
        hourly();
        // One month ends and no other, on whatever day this runs.
        toTheFifthOfTheNextMonth();
        var ana = life.someone().agrees();
        ana.says(1, 2, Life.CHATS);
        for (var n = 1; n <= 24; n++) {
            life.world.clock().advance("PT1H");
            if (n % 2 == 0) {
                life.calls.cutBefore(n / 2);
            } else {
                life.calls.cutAfter(n / 2 + 1);
            }
            try {
                hourly();
            } catch (KeyUnavailable | StoreUnavailable _) {
                // Cut off; the next run takes it up.
            }
            life.calls.mend();
            assertThat(ana.recalls(Life.CHATS).list("messages"))
                    .as("after cut %d", n)
                    .hasSize(2);
        }
        hours(6);
        days(2);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DELETING);
        var others = MasterKey.values().length - 1;
        assertThat(kms.listKeys().keys())
                .as("no key was made twice; another month may have begun")
                .hasSize(others + epochs().size());
        assertThat(life.world.operators().verifyKeys().unwrapEach(_ -> {}).sound())
                .isTrue();
        assertThat(ana.recalls(Life.CHATS).list("messages")).hasSize(2);
    }

    @Test
    void whoIsErasedWhileTheirKeyIsWrappedAnewStaysErased() {
        var ana = life.someone().agrees();
        ana.says(1, 2, Life.CHATS);
        hourly();
        rotate();
        life.world.clock().advance("PT1H");
        // Between reading the rows and replacing them.
        life.world.operators().rotateKeys().run(false, () -> Duration.ofHours(1), _ -> ana.forgets());
        hours(2);
        assertThat(ana.recalls(Life.CHATS).status()).isEqualTo(410);
        assertThat(ana.keyRow()).doesNotContainKey("wrapped");
    }

    @Test
    void somebodyNewInTheMiddleOfATurnIsNotLost() {
        hourly();
        rotate();
        var ana = life.someone().agrees();
        ana.says(1, 2, Life.CHATS);
        hours(3);
        days(2);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DELETING);
        assertThat(ana.recalls(Life.CHATS).list("messages")).hasSize(2);
    }

    @Test
    void aRowThatCannotBeWrappedAnewKeepsItsEpochAlive() {
        var ana = life.someone().agrees();
        ana.says(1, 1, Life.CHATS);
        hourly();
        var row = ana.keyRow();
        life.world.dynamo().updateItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .key(Map.of("pk", row.get("pk"), "sk", row.get("sk")))
                .updateExpression("SET #wrapped = :w")
                .expressionAttributeNames(Map.of("#wrapped", "wrapped"))
                .expressionAttributeValues(Map.of(":w", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[80])))));
        rotate();
        hours(5);
        assertThat(epochs().getFirst().state()).isEqualTo(State.RETIRING);
        var found = life.world.operators().verifyKeys().unwrapEach(_ -> {});
        assertThat(found.sound()).isFalse();
        assertThat(found.named()).singleElement().asString().contains(Life.text(row, "pk"));
    }

    @Test
    void aKeyThatIsStillNeededIsCalledBackBeforeItIsDeleted() {
        var ana = life.someone().agrees();
        ana.says(1, 1, Life.CHATS);
        hourly();
        var old = ana.keyRow();
        rotate();
        hours(3);
        assertThat(epochs().getFirst().state()).isEqualTo(State.DISABLED);
        // A row under the old key comes up again, as if somebody had copied it back by hand.
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .item(old));
        assertThat(ana.recalls(Life.CHATS).status()).as("its key is disabled").isEqualTo(503);
        days(2);
        assertThat(epochs().getFirst().state()).isIn(State.RETIRING, State.REWRAPPED, State.DISABLED);
        hours(2);
        assertThat(ana.recalls(Life.CHATS).list("messages")).hasSize(1);
        assertThat(Life.text(ana.keyRow(), "wrappedBy")).isNotEqualTo(Life.text(old, "wrappedBy"));
    }

    @Test
    void theKeyOfATenantsNamesIsNotTouched() {
        life.someone().says(1, 1, Life.SERVICE);
        var before = life.rows(Table.KEYS, "PSEUDONYM_KEY");
        hourly();
        rotate();
        hours(3);
        days(2);
        assertThat(before).isNotEmpty();
        assertThat(life.rows(Table.KEYS, "PSEUDONYM_KEY")).isEqualTo(before);
    }

    @Test
    void onlyItsFunctionMayRotate() {
        assertThat(Arrays.stream(Fn.values())
                        .filter(fn -> fn.grants().contains(Grant.EPOCHS)
                                || fn.grants().contains(Grant.REWRAP)))
                .containsExactly(Fn.ROTATION);
        // Who plans anew, and who counts people or what goes, finds people by their keys' rows, and wraps none of them.
        assertThat(Arrays.stream(Fn.values()).filter(fn -> fn.grants().contains(Grant.KEYS_SCAN)))
                .containsExactly(Fn.REPLAN, Fn.PURGE, Fn.SCOPING, Fn.ROTATION);
    }
}
