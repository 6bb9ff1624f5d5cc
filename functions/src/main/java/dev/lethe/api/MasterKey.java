package dev.lethe.api;

import java.util.List;
import java.util.Locale;

/** Every key that never leaves the key service, by what it is for. */
public enum MasterKey {
    /** Wraps the keys of people, days and years. Another one every month: the alias says which. */
    EPOCH("subject", "day", "evidence"),
    /** Wraps the keys that make pseudonyms, and nothing else. */
    PSEUDONYM("pseudonym"),
    /** Wraps the keys of legal holds, and nothing else. */
    HOLD("hold"),
    /** Signs certificates, receipts and checkpoints: ECDSA on P-256. Never one of those whose destruction it certifies. */
    SIGNATURE();

    /** The tag that names the alias a key is made for: policies know the keys of epochs by it, which are made at run time. */
    public static final String ALIAS_TAG = "lethe:alias";

    /** The tag that holds an epoch's number. */
    public static final String EPOCH_TAG = "lethe:epoch";

    /** The tag, on keys that stay, that says whether the deployment is guarded: {@code true} or {@code false}. */
    public static final String GUARDED_TAG = "lethe:guarded";

    /** What whatever is wrapped is bound to, by the names of the encryption context: keys' policies ask for each of them. */
    public static final List<String> CONTEXT = List.of("app", "tenant", "kind", "id", "kver", "tbl");

    /** What stands there as {@code app}. */
    public static final String APP = "lethe";

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final List<String> kinds;

    MasterKey(String... kinds) {
        this.kinds = List.of(kinds);
    }

    /** What it wraps, as the encryption context calls it as {@code kind}; nothing where it signs. */
    public List<String> kinds() {
        return kinds;
    }

    /** The environment variable that tells a function its alias. */
    public String variable() {
        return "LETHE_" + name() + "_KEY";
    }

    /** Its alias under a deployment's prefix. */
    public String alias(String prefix) {
        return "alias/" + prefix + "-" + name().toLowerCase(Locale.ROOT);
    }
}
