package dev.lethe.local.kms;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A key and what is known about it. */
record Key(
        UUID id,
        Material material,
        String description,
        String policy,
        Map<String, String> tags,
        Instant created,
        KeyState state) {
    Key {
        tags = Map.copyOf(tags);
    }

    String arn() {
        return Names.ARN + "key/" + id;
    }

    Key with(KeyState next) {
        return new Key(id, material, description, policy, tags, created, next);
    }

    Key with(Map<String, String> next) {
        return new Key(id, material, description, policy, next, created, state);
    }

    /** What it encrypts with, unless it is for something else. */
    SymmetricMaterial symmetric() {
        return switch (material) {
            case SymmetricMaterial symmetric -> symmetric;
            case SigningMaterial _ -> throw new KmsFault(KmsFault.Kind.INVALID_KEY_USAGE);
        };
    }

    /** What it signs with, unless it is for something else. */
    SigningMaterial signing() {
        return switch (material) {
            case SigningMaterial signing -> signing;
            case SymmetricMaterial _ -> throw new KmsFault(KmsFault.Kind.INVALID_KEY_USAGE);
        };
    }
}
