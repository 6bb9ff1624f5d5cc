package dev.lethe.broken.conversation;

import dev.lethe.broken.crypto.Vault;

/** May open. */
public final class Reader {
    public String read(Vault vault) {
        return vault.open();
    }
}
