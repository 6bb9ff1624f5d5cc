package dev.lethe.broken.curious;

import dev.lethe.broken.crypto.Vault;

/** Opens what proves a decision, without having to prove it. */
public final class Prover {
    public String read(Vault vault) {
        return vault.openEvidence();
    }
}
