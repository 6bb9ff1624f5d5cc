package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.restore.TableSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The settings of tables, as DynamoDB has them. */
public final class DynamoTableSettings implements TableSettings {
    /** How DynamoDB's engines for one machine answer what they do not know. */
    private static final String UNKNOWN_OPERATION = "UnknownOperationException";

    private final DynamoDbClient client;
    private final Map<Table, String> names;
    private final BooleanSupplier guarded;

    /** @param guarded whether tables are to be protected from deletion; asked where one is not */
    public DynamoTableSettings(DynamoDbClient client, Map<Table, String> names, BooleanSupplier guarded) {
        this.client = client;
        this.names = Map.copyOf(names);
        this.guarded = guarded;
    }

    @Override
    public State look(Table table, Setting setting) {
        return known(() -> stands(table, setting) ? State.STANDS : State.LOST);
    }

    @Override
    public State ensure(Table table, Setting setting) {
        return known(() -> {
            if (stands(table, setting)) {
                return State.STANDS;
            }
            set(table, setting);
            return State.SET;
        });
    }

    private boolean stands(Table table, Setting setting) {
        return switch (setting) {
            case EXPIRY -> {
                var found =
                        client.describeTimeToLive(r -> r.tableName(name(table))).timeToLiveDescription();
                // It takes up to an hour to be on or off.
                var on = found.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                        || found.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
                yield on == table.expires() && (!on || Table.TTL.equals(found.attributeName()));
            }
            case STREAM -> {
                var stream = Optional.ofNullable(describe(table).streamSpecification())
                        .filter(found -> Boolean.TRUE.equals(found.streamEnabled()));
                yield table.streams()
                        ? stream.filter(found -> found.streamViewType() == StreamViewType.NEW_AND_OLD_IMAGES)
                                .isPresent()
                        : stream.isEmpty();
            }
            case RECOVERY ->
                Optional.ofNullable(client.describeContinuousBackups(r -> r.tableName(name(table)))
                                .continuousBackupsDescription())
                        .map(ContinuousBackupsDescription::pointInTimeRecoveryDescription)
                        .filter(found -> found.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED
                                && Integer.valueOf(table.recoveryDays()).equals(found.recoveryPeriodInDays()))
                        .isPresent();
            case PROTECTION ->
                Boolean.TRUE.equals(describe(table).deletionProtectionEnabled()) || !guarded.getAsBoolean();
        };
    }

    private void set(Table table, Setting setting) {
        switch (setting) {
            case EXPIRY ->
                client.updateTimeToLive(
                        r -> r.tableName(name(table)).timeToLiveSpecification(ttl -> ttl.enabled(table.expires())
                                .attributeName(Table.TTL)));
            case STREAM -> {
                if (Optional.ofNullable(describe(table).streamSpecification())
                        .filter(found -> Boolean.TRUE.equals(found.streamEnabled()))
                        .isPresent()) {
                    // A stream of another kind cannot be changed, only made anew.
                    update(
                            table,
                            UpdateTableRequest.builder().streamSpecification(stream -> stream.streamEnabled(false)));
                }
                if (table.streams()) {
                    update(table, UpdateTableRequest.builder().streamSpecification(stream -> stream.streamEnabled(true)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
                }
            }
            case RECOVERY ->
                client.updateContinuousBackups(r -> r.tableName(name(table))
                        .pointInTimeRecoverySpecification(recovery ->
                                recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(table.recoveryDays())));
            case PROTECTION -> update(table, UpdateTableRequest.builder().deletionProtectionEnabled(true));
        }
    }

    /** Changes a table, and waits until it can be changed again. */
    private void update(Table table, UpdateTableRequest.Builder change) {
        client.updateTable(change.tableName(name(table)).build());
        client.waiter().waitUntilTableExists(r -> r.tableName(name(table)));
    }

    private TableDescription describe(Table table) {
        return client.describeTable(r -> r.tableName(name(table))).table();
    }

    private String name(Table table) {
        return Optional.ofNullable(names.get(table))
                .orElseThrow(() -> new IllegalStateException("every table has a name"));
    }

    private static State known(Supplier<State> found) {
        try {
            return found.get();
        } catch (DynamoDbException e) {
            if (Optional.ofNullable(e.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .filter(UNKNOWN_OPERATION::equals)
                    .isPresent()) {
                return State.UNKNOWN;
            }
            throw new StoreUnavailable();
        } catch (SdkException _) {
            throw new StoreUnavailable();
        }
    }
}
