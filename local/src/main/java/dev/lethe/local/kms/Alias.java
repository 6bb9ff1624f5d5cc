package dev.lethe.local.kms;

import java.time.Instant;
import java.util.UUID;

/** A name that stands for a key and can be moved to another. */
record Alias(String name, UUID target, Instant created, Instant updated) {
    String arn() {
        return Names.ARN + name;
    }
}
