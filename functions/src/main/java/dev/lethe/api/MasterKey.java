package dev.lethe.api;

import java.util.Locale;

/** Every key that never leaves the key service, by what it is for. */
public enum MasterKey {
    /** Wraps the keys of people, days and years. Another one every month: the alias says which. */
    EPOCH,
    /** Wraps the keys that make pseudonyms, and nothing else. */
    PSEUDONYM,
    /** Wraps the keys of legal holds, and nothing else. */
    HOLD,
    /** Signs certificates: ECDSA on P-256. Never one of those whose destruction it certifies. */
    SIGNATURE;

    /** The environment variable that tells a function its alias. */
    public String variable() {
        return "LETHE_" + name() + "_KEY";
    }

    /** Its alias under a deployment's prefix. */
    public String alias(String prefix) {
        return "alias/" + prefix + "-" + name().toLowerCase(Locale.ROOT);
    }
}
