package dev.lethe.local.demo;

import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Permit;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.LocalWorld;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.TableIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Somebody who has copied the tables, knows this suite's code, and may use the key service as they like. Tries every key that
 * is left on every sealed message they have.
 */
final class Thief {
    private final LocalWorld world;
    private final Map<Table, String> tables;

    /** In the suite's own tables, or in copies of them. */
    Thief(LocalWorld world, Map<Table, String> tables) {
        this.world = world;
        this.tables = tables;
    }

    /** How many of the stolen messages open under any key that the table of keys holds now. */
    long open(List<Map<String, AttributeValue>> stolen) {
        var keys = new Store(world, tables).rows(Table.KEYS, "SUBJECT_KEY");
        try (var kms = world.kmsClient()) {
            var vault = vault(kms);
            return stolen.stream()
                    .filter(message -> keys.stream().anyMatch(key -> opens(vault, message, key)))
                    .count();
        }
    }

    private Vault vault(KmsClient kms) {
        var random = new SecureRandom();
        return new Vault(
                new KmsKeyWrap(kms, world.masterKeys(), () -> new TableIds(world.dynamo(), tables, world.clock())
                        .of(Table.KEYS)),
                new DynamoKeyRows(new Dynamo(world.dynamo(), tables)),
                new UnwrapCache(world.clock()),
                random,
                new RandomIds(random),
                world.clock());
    }

    private boolean opens(Vault vault, Map<String, AttributeValue> message, Map<String, AttributeValue> key) {
        var wrapped = key.get("wrapped");
        if (wrapped == null) {
            return false;
        }
        var sid = new StorageId(Store.text(message, "pk").replaceAll(".*#", ""));
        var names = Store.text(message, "sk").split("#", -1);
        try {
            // A key that is not this message's is refused by the key service, for it was wrapped under another name.
            vault.open(
                    new SubjectKey(sid, 1, new WrappedKey(wrapped.b().asByteArray(), Store.text(key, "wrappedBy"))),
                    new Label(
                            "records",
                            LocalWorld.DEMO,
                            Optional.of(sid),
                            "message",
                            names[1],
                            names[2],
                            "content",
                            Optional.of(LocalDate.ofInstant(
                                    Instant.parse(Store.text(message, "expiresAt")), ZoneOffset.UTC)),
                            1),
                    new Sealed(bytes(message)),
                    Permit.mint(LocalWorld.DEMO, sid, new Purpose("theft"), Instant.EPOCH));
            return true;
        } catch (Unopenable | KeyUnavailable _) {
            return false;
        }
    }

    private static byte[] bytes(Map<String, AttributeValue> message) {
        var sealed = message.get("sealed");
        return sealed == null ? new byte[0] : sealed.b().asByteArray();
    }
}
