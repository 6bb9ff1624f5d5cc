package dev.lethe.local.kms;

import java.time.Instant;

/** What a key may be used for now. A key whose deletion has come due is in no state: it is gone. */
sealed interface KeyState {
    /** The key encrypts and decrypts. */
    record Enabled() implements KeyState {}

    /** The key does nothing until it is enabled. */
    record Disabled() implements KeyState {}

    /** The key does nothing and is destroyed at an instant, unless that is called off before. */
    record PendingDeletion(Instant at) implements KeyState {}

    /** The state's name in the protocol. */
    default String word() {
        return switch (this) {
            case Enabled _ -> "Enabled";
            case Disabled _ -> "Disabled";
            case PendingDeletion _ -> "PendingDeletion";
        };
    }
}
