package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.GuardTag;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.operator.Operator;
import dev.lethe.regime.Regimes;
import dev.lethe.restore.Restore;
import dev.lethe.restore.TableSettings.Found;
import dev.lethe.restore.TableSettings.Setting;
import dev.lethe.restore.TableSettings.State;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoChains;
import dev.lethe.store.DynamoLiveTables;
import dev.lethe.store.DynamoRestoredCopy;
import dev.lethe.store.DynamoTableSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** What a restore loses besides rows is set again before anybody is served, and what cannot be set is told. */
class RestoredSettingsTest {
    private Life life;
    private Map<Table, String> copies;

    @BeforeEach
    void begin() {
        life = new Life();
        copies = life.world.backup("copy");
    }

    @AfterEach
    void end() {
        life.close();
    }

    private String name(Table table) {
        return life.world.tables().getOrDefault(table, "");
    }

    /** The tables are what a restore by AWS makes: without streams, expiry and protection. But keys have a stream, which is worse. */
    private void lose() {
        var dynamo = life.world.dynamo();
        for (var table : List.of(Table.RECORDS, Table.EVIDENCE)) {
            dynamo.updateTable(
                    r -> r.tableName(name(table)).streamSpecification(stream -> stream.streamEnabled(false)));
            dynamo.updateTimeToLive(r -> r.tableName(name(table))
                    .timeToLiveSpecification(ttl -> ttl.enabled(false).attributeName(Table.TTL)));
        }
        dynamo.updateTable(r -> r.tableName(name(Table.KEYS))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
    }

    private static Map<Setting, State> of(Table table, List<Found> found) {
        var states = new EnumMap<Setting, State>(Setting.class);
        found.stream().filter(one -> one.table() == table).forEach(one -> states.put(one.setting(), one.state()));
        return states;
    }

    private boolean streams(Table table) {
        var stream = life.world
                .dynamo()
                .describeTable(r -> r.tableName(name(table)))
                .table()
                .streamSpecification();
        return stream != null && Boolean.TRUE.equals(stream.streamEnabled());
    }

    private TimeToLiveStatus expiry(Table table) {
        return life.world
                .dynamo()
                .describeTimeToLive(r -> r.tableName(name(table)))
                .timeToLiveDescription()
                .timeToLiveStatus();
    }

    @Test
    void whatARestoreLosesIsSetAgain() {
        lose();
        var found = life.world.operators().restore(copies).run(_ -> {}).settings();
        for (var table : List.of(Table.RECORDS, Table.EVIDENCE)) {
            assertThat(of(table, found))
                    .containsEntry(Setting.EXPIRY, State.SET)
                    .containsEntry(Setting.STREAM, State.SET)
                    .containsEntry(Setting.PROTECTION, State.SET);
            assertThat(expiry(table)).isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(streams(table)).isTrue();
        }
        assertThat(of(Table.KEYS, found))
                .containsEntry(Setting.EXPIRY, State.STANDS)
                .containsEntry(Setting.STREAM, State.SET)
                .containsEntry(Setting.PROTECTION, State.SET);
        assertThat(streams(Table.KEYS)).as("nothing copies keys").isFalse();
        for (var table : Table.values()) {
            assertThatThrownBy(() -> life.world.dynamo().deleteTable(r -> r.tableName(name(table))))
                    .isInstanceOf(DynamoDbException.class);
        }
        assertThat(life.world.operators().restore(copies).run(_ -> {}).settings())
                .as("the second time nothing is lost")
                .extracting(Found::state)
                .containsOnly(State.STANDS, State.UNKNOWN);
    }

    @Test
    void aRehearsalSaysWhatIsLostAndSetsNothing() {
        lose();
        var found = life.world.operators().restore(copies).rehearse(_ -> {}).settings();
        assertThat(of(Table.RECORDS, found))
                .containsEntry(Setting.EXPIRY, State.LOST)
                .containsEntry(Setting.STREAM, State.LOST)
                .containsEntry(Setting.PROTECTION, State.LOST);
        assertThat(expiry(Table.RECORDS)).isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(streams(Table.KEYS)).isTrue();
    }

    private List<State> protection() {
        return life.world.operators().restore(copies).rehearse(_ -> {}).settings().stream()
                .filter(found -> found.setting() == Setting.PROTECTION)
                .map(Found::state)
                .toList();
    }

    @Test
    void protectionFromDeletionFollowsWhatTheDeploymentSays() {
        try (var kms = life.world.kmsClient()) {
            var alias = life.world.masterKeys().getOrDefault(MasterKey.PSEUDONYM, "");
            var key = kms.describeKey(r -> r.keyId(alias)).keyMetadata().keyId();
            assertThat(protection()).as("where nothing is said").containsOnly(State.LOST);
            kms.tagResource(r -> r.keyId(key).tags(guarded("false")));
            assertThat(protection()).as("nothing is promised").containsOnly(State.STANDS);
            life.world.operators().restore(copies).run(_ -> {});
            for (var table : Table.values()) {
                assertThat(life.world
                                .dynamo()
                                .describeTable(r -> r.tableName(name(table)))
                                .table()
                                .deletionProtectionEnabled())
                        .isNotEqualTo(true);
            }
            kms.tagResource(r -> r.keyId(key).tags(guarded("true")));
            assertThat(protection()).containsOnly(State.LOST);
            assertThatThrownBy(new GuardTag(kms, "alias/nobody")::guarded).isInstanceOf(KeyUnavailable.class);
        }
    }

    private static Tag guarded(String says) {
        return Tag.builder().tagKey(MasterKey.GUARDED_TAG).tagValue(says).build();
    }

    @Test
    void whatAnEngineDoesNotKnowIsToldAndNotPassed() {
        var lines = new ArrayList<String>();
        assertThat(new Operator(life.world.operators(), lines::add).restore(copies, false))
                .isTrue();
        for (var table : Table.values()) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith(table.name().toLowerCase(Locale.ROOT))
                            && line.contains("recovery to any second of " + table.recoveryDays() + " days is unknown"));
        }
    }

    /** A table that cannot be changed, here since it is not there, keeps the suite from being opened. */
    @Test
    void aSettingThatIsRefusedIsNotPassed() {
        var settings = new DynamoTableSettings(life.world.dynamo(), Tables.names("nowhere"), () -> true);
        for (var setting : List.of(Setting.EXPIRY, Setting.STREAM, Setting.PROTECTION)) {
            assertThatThrownBy(() -> settings.ensure(Table.RECORDS, setting)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> settings.look(Table.RECORDS, setting)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void theServiceStaysClosedUntilEverySettingIsSet() {
        var world = life.world;
        var someone = life.someone().agrees();
        var dynamo = new Dynamo(world.dynamo(), world.tables());
        try (var kms = world.kmsClient()) {
            var restore = new Restore(
                    new DynamoRestoredCopy(new Dynamo(world.dynamo(), copies), Set.of(Table.EVIDENCE)),
                    new DynamoLiveTables(dynamo, new Regimes().response()),
                    new DynamoTableSettings(world.dynamo(), Tables.names("nowhere"), () -> true),
                    new DynamoChains(dynamo),
                    world.operators().door(),
                    new KmsKeyWrap(kms, world.masterKeys(), () -> "never asked for"),
                    _ -> {},
                    _ -> {},
                    world.clock());
            assertThatThrownBy(() -> restore.run(_ -> {})).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(someone.asks().status()).isEqualTo(503);
        world.operators().restore(copies).run(_ -> {});
        assertThat(someone.asks().status()).isEqualTo(200);
    }

    @Test
    void recoveryIsSetForAsManyDaysAsIsPromised() {
        var engine = new Recovering();
        var settings = new DynamoTableSettings(engine, life.world.tables(), () -> true);
        for (var table : Table.values()) {
            assertThat(settings.look(table, Setting.RECOVERY)).isEqualTo(State.LOST);
            assertThat(settings.ensure(table, Setting.RECOVERY)).isEqualTo(State.SET);
            assertThat(settings.ensure(table, Setting.RECOVERY)).isEqualTo(State.STANDS);
            assertThat(engine.days).containsEntry(name(table), table.recoveryDays());
            engine.days.put(name(table), table.recoveryDays() - 1);
            assertThat(settings.look(table, Setting.RECOVERY))
                    .as("another window is not what was promised")
                    .isEqualTo(State.LOST);
        }
    }

    /** What the embedded engine cannot do: recovery to a point in time, for so many days. */
    private static final class Recovering implements DynamoDbClient {
        private final Map<String, Integer> days = new HashMap<>();

        @Override
        public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
            var kept = days.get(request.tableName());
            return DescribeContinuousBackupsResponse.builder()
                    .continuousBackupsDescription(backups ->
                            backups.pointInTimeRecoveryDescription(recovery -> recovery.pointInTimeRecoveryStatus(
                                            kept == null
                                                    ? PointInTimeRecoveryStatus.DISABLED
                                                    : PointInTimeRecoveryStatus.ENABLED)
                                    .recoveryPeriodInDays(kept)))
                    .build();
        }

        @Override
        public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
            PointInTimeRecoverySpecification asked = request.pointInTimeRecoverySpecification();
            if (asked.pointInTimeRecoveryEnabled()) {
                days.put(request.tableName(), asked.recoveryPeriodInDays());
            }
            return UpdateContinuousBackupsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
