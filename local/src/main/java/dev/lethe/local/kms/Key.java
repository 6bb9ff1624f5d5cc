package dev.lethe.local.kms;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A symmetric key and what is known about it. */
record Key(UUID id, Material material, String description, Map<String, String> tags, Instant created, KeyState state) {
    Key {
        tags = Map.copyOf(tags);
    }

    String arn() {
        return Names.ARN + "key/" + id;
    }

    Key with(KeyState next) {
        return new Key(id, material, description, tags, created, next);
    }
}
