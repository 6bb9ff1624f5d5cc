package dev.lethe.broken.curious;

import dev.lethe.broken.crypto.Vault;

/** Opens answers that were given to others. */
public final class Rememberer {
    public String read(Vault vault) {
        return vault.openForDay();
    }
}
