package dev.lethe.local.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of AWS KMS that are spoken here, by their names. */
final class Operations {
    private final Map<String, Operation> byName;

    Operations(Keyring keyring) {
        var all = new HashMap<String, Operation>();
        List.of(
                        new KeyOperations(keyring).byName(),
                        new AliasOperations(keyring).byName(),
                        new TagOperations(keyring).byName(),
                        new CryptoOperations(keyring).byName())
                .forEach(all::putAll);
        this.byName = Map.copyOf(all);
    }

    Optional<Operation> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
