package dev.lethe.bench;

import java.util.function.IntFunction;

/** Who takes part. */
public enum Entrant {
    /** The yardstick. */
    BARE("bare AES-256-GCM with HKDF-SHA-256", _ -> new BareGcm(Labels.bytes())),
    /** Ours, with a key service in memory. */
    LETHE("**Lethe**, its vault", LetheVault::inMemory),
    TINK("Tink 1.24.0, a keyset per person", TinkAead::new),
    ESDK("AWS Encryption SDK 3.0.2, hierarchical keyring", EncryptionSdk::new),
    DBESDK_KMS("AWS Database Encryption SDK 3.9.0, KMS keyring, no signature", _ -> DatabaseSdk.withKms()),
    DBESDK_BRANCH(
            "AWS Database Encryption SDK 3.9.0, hierarchical keyring, default suite", DatabaseSdk::withBranchKeys);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Constructors, without state.
    private final IntFunction<Contestant> making;

    Entrant(String title, IntFunction<Contestant> making) {
        this.title = title;
        this.making = making;
    }

    String title() {
        return title;
    }

    /** Ready to seal for so many people. */
    Contestant enter(int people) {
        return making.apply(people);
    }
}
