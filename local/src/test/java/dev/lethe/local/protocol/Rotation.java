package dev.lethe.local.protocol;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.StorageId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Replaces the key of an epoch: the alias first; when nobody wraps under the old key any more, what it wrapped; when a whole pass has
 * found nothing and nobody holds what they read before, the old key is disabled.
 *
 * @param settles waits before the passes
 * @param lingers waits before the end
 * @param careful puts a new wrapping only in place of the one it was made from
 */
record Rotation(boolean settles, boolean lingers, boolean careful) {
    private static final int PASSES_MAX = 4;

    Ended run(Port port) {
        new KmsOver(port)
                .updateAlias(r -> r.aliasName(ModelKms.alias(MasterKey.EPOCH)).targetKeyId(ModelKms.NEW));
        if (settles) {
            port.await();
        }
        for (var pass = 0; pass < PASSES_MAX; pass++) {
            if (pass(port) == 0) {
                if (lingers) {
                    port.await();
                }
                new KmsOver(port).disableKey(r -> r.keyId(ModelKms.OLD));
                return new Ended(200, Set.of());
            }
        }
        // Somebody goes on wrapping under the old key: it is not disabled.
        return new Ended(409, Set.of());
    }

    private int pass(Port port) {
        var found = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            var start = from;
            var page = new DynamoOver(port).scan(r -> r.tableName(ModelDynamo.name(Table.KEYS))
                    .filterExpression("#kind IN (:subject, :day) AND #by = :old")
                    .expressionAttributeNames(Map.of("#kind", "kind", "#by", "wrappedBy"))
                    .expressionAttributeValues(Map.of(
                            ":subject", AttributeValue.fromS("SUBJECT_KEY"),
                            ":day", AttributeValue.fromS("DAY_KEY"),
                            ":old", AttributeValue.fromS(ModelKms.OLD)))
                    .exclusiveStartKey(start.isEmpty() ? null : start)
                    .consistentRead(true));
            for (var item : page.items()) {
                found++;
                rewrap(port, item);
            }
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return found;
    }

    private void rewrap(Port port, Map<String, AttributeValue> item) {
        var wrap = new KmsKeyWrap(new KmsOver(port), ModelKms.ALIASES, () -> "id of " + ModelDynamo.name(Table.KEYS));
        var read = World.valueOf(item, "wrapped").b();
        var fresh = wrap.rewrap(new WrappedKey(read.asByteArray(), ModelKms.OLD), name(item));
        var values = new HashMap<>(Map.of(
                ":fresh", AttributeValue.fromB(SdkBytes.fromByteArray(fresh.bytes())),
                ":by", AttributeValue.fromS(fresh.wrappedBy())));
        var names = new HashMap<>(Map.of("#wrapped", "wrapped", "#by", "wrappedBy"));
        if (careful) {
            names.put("#state", "state");
            values.put(":live", AttributeValue.fromS("LIVE"));
            values.put(":read", AttributeValue.fromB(read));
        }
        try {
            new DynamoOver(port).updateItem(r -> r.tableName(ModelDynamo.name(Table.KEYS))
                    .key(Map.of("pk", World.valueOf(item, "pk"), "sk", World.valueOf(item, "sk")))
                    .updateExpression("SET #wrapped = :fresh, #by = :by")
                    .conditionExpression(careful ? "#state = :live AND #wrapped = :read" : null)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException _) {
            // Erased, destroyed or wrapped anew meanwhile: all of them as good.
        }
    }

    private static KeyName name(Map<String, AttributeValue> item) {
        return World.valueOf(item, "kind").s().equals("DAY_KEY")
                ? KeyName.day(
                        Instance.TENANT,
                        LocalDate.parse(World.valueOf(item, "sk").s().substring("DAY#".length())))
                : KeyName.subject(
                        Instance.TENANT,
                        new StorageId(World.valueOf(item, "sid").s()),
                        Integer.parseInt(World.valueOf(item, "kver").n()));
    }
}
