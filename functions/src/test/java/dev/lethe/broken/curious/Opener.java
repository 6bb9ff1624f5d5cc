package dev.lethe.broken.curious;

import dev.lethe.broken.crypto.Vault;
import java.util.function.Supplier;

/** Opens without a basis. */
public final class Opener {
    public String calling(Vault vault) {
        return vault.open();
    }

    public Supplier<String> referring(Vault vault) {
        return vault::open;
    }
}
