package dev.lethe.local.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Remembers the tables, keys and aliases that clients make at an endpoint which others use, too, so that exactly these are removed
 * again. Tables and aliases are noted before they are asked for: one whose answer was lost is removed as well. A key whose answer was
 * lost has no name to be found by.
 */
public final class Made implements ExecutionInterceptor {
    /** The shortest time that KMS waits before it deletes a key. */
    public static final int DELETION_DAYS = 7;

    private static final int UNIQUE_CHARACTERS = 13;

    private final String prefix;
    private final Set<String> tables = new ConcurrentSkipListSet<>();
    private final Set<String> aliases = new ConcurrentSkipListSet<>();
    private final Set<String> keys = new ConcurrentSkipListSet<>();

    /**
     * For names that nobody else uses.
     *
     * @param prefix what every table's name begins with, and every alias after {@code alias/}; anything else is refused
     */
    public Made(String prefix) {
        this.prefix = prefix;
    }

    /** A prefix that nobody else uses. */
    public static String unique(String beginning) {
        return beginning + "-" + UUID.randomUUID().toString().substring(0, UNIQUE_CHARACTERS);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        switch (context.request()) {
            case CreateTableRequest table -> tables.add(own(table.tableName(), prefix));
            case CreateAliasRequest alias -> aliases.add(own(alias.aliasName(), "alias/" + prefix));
            default -> {
                // Nothing is made.
            }
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof CreateKeyResponse made) {
            keys.add(made.keyMetadata().keyId());
        }
    }

    private static String own(String name, String beginning) {
        if (!name.startsWith(beginning + "-")) {
            throw new IllegalStateException("a name at an endpoint that others use begins with the prefix");
        }
        return name;
    }

    /** Removes everything, as far as it can be; returns the names of what could not. */
    public List<String> remove(DynamoDbClient dynamo, KmsClient kms) {
        var left = new ArrayList<String>();
        for (var table : tables) {
            attempt(table, left, () -> drop(dynamo, table));
        }
        for (var alias : aliases) {
            attempt(alias, left, () -> unname(kms, alias));
        }
        for (var key : keys) {
            attempt(key, left, () -> end(kms, key));
        }
        return left;
    }

    private static void drop(DynamoDbClient dynamo, String table) {
        try {
            var made = dynamo.describeTable(r -> r.tableName(table)).table();
            if (Boolean.TRUE.equals(made.deletionProtectionEnabled())) {
                // A restore protects the tables it has taken in, these too.
                dynamo.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false));
            }
            dynamo.deleteTable(r -> r.tableName(table));
        } catch (ResourceNotFoundException _) {
            // It was never made, or is gone already.
        }
    }

    private static void unname(KmsClient kms, String alias) {
        try {
            kms.deleteAlias(r -> r.aliasName(alias));
        } catch (NotFoundException _) {
            // As above.
        }
    }

    private static void end(KmsClient kms, String key) {
        var state = kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState();
        if (state != KeyState.PENDING_DELETION) {
            kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(DELETION_DAYS));
        }
    }

    private static void attempt(String name, List<String> left, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException _) {
            // The others are still to be removed.
            left.add(name);
        }
    }
}
