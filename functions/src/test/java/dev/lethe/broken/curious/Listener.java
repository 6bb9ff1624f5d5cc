package dev.lethe.broken.curious;

import dev.lethe.broken.crypto.Vault;

/** Takes words out of what people said, and nobody counts them. */
public final class Listener {
    public String listen(Vault vault) {
        return vault.words();
    }
}
