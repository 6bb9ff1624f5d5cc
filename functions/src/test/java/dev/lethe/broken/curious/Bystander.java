package dev.lethe.broken.curious;

import dev.lethe.broken.crypto.Vault;

/** Opens what is held for somebody else. */
public final class Bystander {
    public String read(Vault vault) {
        return vault.openHeld();
    }
}
