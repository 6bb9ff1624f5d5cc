package dev.lethe.infra;

import dev.lethe.api.MasterKey;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.kms.IKey;

/** The keys that stay, by what they are for. Epochs' are not among them: they come and go. */
record Keys(IKey tables, IKey logs, Map<MasterKey, IKey> masters) {
    Keys {
        masters = Map.copyOf(masters);
    }

    IKey of(MasterKey key) {
        return Objects.requireNonNull(masters.get(key), "every master key that stays is made");
    }
}
