package dev.lethe.local.kms;

import java.util.Optional;
import java.util.UUID;

/** What keys and aliases are called: ids, names and ARNs. */
final class Names {
    static final String ACCOUNT = "000000000000";
    static final String ARN = "arn:aws:kms:us-east-1:" + ACCOUNT + ":";
    static final String ALIAS = "alias/";
    static final String KEY_ID = "KeyId";
    static final int ALIAS_CHARACTERS_MAX = 256;
    static final int KEY_ID_CHARACTERS_MAX = 2048;

    private static final String RESERVED = "alias/aws/";
    private static final String ALIAS_FORM = "alias/[a-zA-Z0-9/_-]+";
    private static final String KEY = "key/";

    /** The key that a name stands for: a key id, a key ARN, an alias name or an alias ARN. */
    static Optional<Key> find(Ring ring, String name) {
        var inArn = name.startsWith(ARN);
        var local = inArn ? name.substring(ARN.length()) : name;
        if (local.startsWith(ALIAS)) {
            return ring.alias(local).flatMap(alias -> ring.key(alias.target()));
        }
        if (local.startsWith(KEY) != inArn) {
            return Optional.empty();
        }
        return id(inArn ? local.substring(KEY.length()) : local).flatMap(ring::key);
    }

    /** Reads a key id as it is written, in full and in lower case. */
    static Optional<UUID> id(String text) {
        try {
            // The parser also takes shortened and upper-case forms, which are nobody's id.
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the name, or the alias ARN, is of an alias. */
    static boolean isAlias(String name) {
        return name.startsWith(ALIAS) || name.startsWith(ARN + ALIAS);
    }

    static boolean isAliasForm(String name) {
        return name.length() <= ALIAS_CHARACTERS_MAX && name.matches(ALIAS_FORM);
    }

    static boolean isReserved(String name) {
        return name.startsWith(RESERVED);
    }

    private Names() {}
}
