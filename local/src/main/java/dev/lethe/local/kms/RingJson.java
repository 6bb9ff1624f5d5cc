package dev.lethe.local.kms;

import dev.lethe.http.Json;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A ring as the JSON of the key file. */
final class RingJson {
    private static final int FORMAT = 1;
    private static final int TEXT_MAX = 10_000;
    private static final String MATERIAL = "Material";
    private static final String SPEC = "Spec";
    private static final String PUBLIC_KEY = "PublicKey";

    static byte[] write(Ring ring) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Format", FORMAT);
        tree.put("Keys", ring.keys().values().stream().map(RingJson::write).toList());
        tree.put(
                "Aliases", ring.aliases().values().stream().map(RingJson::write).toList());
        tree.put("Destroyed", ring.destroyed().stream().map(UUID::toString).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> write(Key key) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Id", key.id().toString());
        switch (key.material()) {
            // Files are older than signing keys, so what is symmetric does not say so.
            case SymmetricMaterial _ -> {}
            case SigningMaterial signing -> {
                tree.put(SPEC, signing.spec().name());
                tree.put(PUBLIC_KEY, new Bytes(signing.publicKey()).base64());
            }
        }
        tree.put(MATERIAL, key.material().base64());
        tree.put("Description", key.description());
        // Files are older than policies, so what a key has by itself is not written.
        if (!key.policy().equals(Policy.DEFAULT)) {
            tree.put(Policy.NAME, key.policy());
        }
        tree.put(Tags.NAME, Tags.write(key.tags()));
        tree.put("Created", key.created().toString());
        tree.put("State", key.state().word());
        if (key.state() instanceof KeyState.PendingDeletion(var at)) {
            tree.put("DeletionDate", at.toString());
        }
        return tree;
    }

    private static Map<String, Object> write(Alias alias) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Name", alias.name());
        tree.put("Target", alias.target().toString());
        tree.put("Created", alias.created().toString());
        tree.put("Updated", alias.updated().toString());
        return tree;
    }

    /** Reads what {@link #write(Ring)} wrote, or nothing when the bytes are anything else. */
    static Optional<Ring> read(byte[] json) {
        try {
            var tree = Input.read(json);
            tree.only("Format", "Keys", "Aliases", "Destroyed");
            if (tree.integer("Format", FORMAT, FORMAT).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(ring(tree));
        } catch (KmsFault | DateTimeException _) {
            // Their messages may quote the file, which holds secrets, so they go no further.
            return Optional.empty();
        }
    }

    private static Ring ring(Input tree) {
        var keys = new HashMap<UUID, Key>();
        for (var item : tree.objects("Keys", Integer.MAX_VALUE)) {
            var key = key(item);
            if (keys.put(key.id(), key) != null) {
                throw KmsFault.invalid("Keys");
            }
        }
        var aliases = new TreeMap<String, Alias>();
        for (var item : tree.objects("Aliases", Integer.MAX_VALUE)) {
            var alias = alias(item);
            if (!Names.isAliasForm(alias.name()) || !keys.containsKey(alias.target())) {
                throw KmsFault.invalid("Aliases");
            }
            aliases.put(alias.name(), alias);
        }
        var destroyed = tree.texts("Destroyed", Integer.MAX_VALUE).stream()
                .map(text -> Names.id(text).orElseThrow(() -> KmsFault.invalid("Destroyed")))
                .toList();
        return new Ring(keys, aliases, Set.copyOf(destroyed));
    }

    private static Key key(Input item) {
        item.only(
                "Id",
                SPEC,
                PUBLIC_KEY,
                MATERIAL,
                "Description",
                Policy.NAME,
                Tags.NAME,
                "Created",
                "State",
                "DeletionDate");
        return new Key(
                id(item, "Id"),
                material(item).orElseThrow(() -> KmsFault.invalid(MATERIAL)),
                item.needText("Description", 0, TEXT_MAX),
                Policy.read(item),
                Tags.readKept(item),
                instant(item, "Created"),
                switch (item.needText("State", 1, TEXT_MAX)) {
                    case "Enabled" -> new KeyState.Enabled();
                    case "Disabled" -> new KeyState.Disabled();
                    case "PendingDeletion" -> new KeyState.PendingDeletion(instant(item, "DeletionDate"));
                    default -> throw KmsFault.invalid("State");
                });
    }

    private static Optional<? extends Material> material(Input item) {
        var spec = item.text(SPEC, 1, TEXT_MAX)
                .map(word -> Spec.of(word).orElseThrow(() -> KmsFault.invalid(SPEC)))
                .orElse(Spec.SYMMETRIC_DEFAULT);
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> {
                item.refuse(PUBLIC_KEY);
                yield SymmetricMaterial.of(item.needBlob(MATERIAL, SymmetricMaterial.BYTES));
            }
            case ECC_NIST_P256 ->
                SigningMaterial.of(
                        item.needBlob(MATERIAL, SigningMaterial.ENCODED_BYTES_MAX),
                        item.needBlob(PUBLIC_KEY, SigningMaterial.ENCODED_BYTES_MAX),
                        new SecureRandom());
        };
    }

    private static Alias alias(Input item) {
        item.only("Name", "Target", "Created", "Updated");
        return new Alias(
                item.needText("Name", 1, TEXT_MAX),
                id(item, "Target"),
                instant(item, "Created"),
                instant(item, "Updated"));
    }

    private static UUID id(Input item, String name) {
        return Names.id(item.needText(name, 1, TEXT_MAX)).orElseThrow(() -> KmsFault.invalid(name));
    }

    private static Instant instant(Input item, String name) {
        return Instant.parse(item.needText(name, 1, TEXT_MAX));
    }

    private RingJson() {}
}
