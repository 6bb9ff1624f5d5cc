package dev.lethe.local.kms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of a key, as the protocol writes it. */
final class Metadata {
    static final String USAGE = "KeyUsage";
    static final String SPEC = "KeySpec";
    /** What a spec was called before, and is still told by. */
    static final String OLD_SPEC = "CustomerMasterKeySpec";

    static final String ORIGIN = "Origin";
    static final String HERE = "AWS_KMS";
    static final String MULTI_REGION = "MultiRegion";

    static Map<String, Object> of(Key key) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("AWSAccountId", Names.ACCOUNT);
        tree.put(Names.KEY_ID, key.id().toString());
        tree.put("Arn", key.arn());
        tree.put("CreationDate", seconds(key.created()));
        tree.put("Enabled", key.state() instanceof KeyState.Enabled);
        tree.put("Description", key.description());
        putState(tree, key);
        tree.put(ORIGIN, HERE);
        tree.put("KeyManager", "CUSTOMER");
        putKind(tree, key);
        tree.put(MULTI_REGION, false);
        return tree;
    }

    static void putState(Map<String, Object> tree, Key key) {
        tree.put("KeyState", key.state().word());
        if (key.state() instanceof KeyState.PendingDeletion(var at)) {
            tree.put("DeletionDate", seconds(at));
        }
    }

    static void putKind(Map<String, Object> tree, Key key) {
        var spec = key.material().spec();
        tree.put(USAGE, spec.usage());
        tree.put(SPEC, spec.name());
        tree.put(OLD_SPEC, spec.name());
        tree.put(spec.algorithms(), List.of(spec.algorithm()));
    }

    /** The protocol writes instants as seconds, with a fraction. */
    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private Metadata() {}
}
