package dev.lethe.local.kms;

import static dev.lethe.local.kms.Names.KEY_ID;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be done with keys as such, from their making to their end. */
final class KeyOperations {
    private static final String KEY_METADATA = "KeyMetadata";
    private static final String DESCRIPTION = "Description";
    private static final String POLICY_NAME = "PolicyName";
    private static final String WINDOW = "PendingWindowInDays";
    private static final int DESCRIPTION_CHARACTERS_MAX = 8192;
    private static final int WORD_CHARACTERS_MAX = 64;
    private static final int WINDOW_DAYS_MIN = 7;
    private static final int WINDOW_DAYS_MAX = 30;
    private static final int PAGE_MAX = 1000;
    private static final int PAGE_DEFAULT = 100;

    private final Keyring keyring;

    KeyOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    Map<String, Operation> byName() {
        return Map.of(
                "CreateKey",
                this::createKey,
                "DescribeKey",
                this::describeKey,
                "GetKeyPolicy",
                this::getKeyPolicy,
                "ListKeys",
                this::listKeys,
                "EnableKey",
                this::enableKey,
                "DisableKey",
                this::disableKey,
                "ScheduleKeyDeletion",
                this::scheduleKeyDeletion,
                "CancelKeyDeletion",
                this::cancelKeyDeletion,
                "GetPublicKey",
                this::getPublicKey);
    }

    private Map<String, Object> createKey(Input input) {
        input.only(
                DESCRIPTION,
                Policy.NAME,
                Policy.SAFETY,
                Tags.NAME,
                Metadata.USAGE,
                Metadata.SPEC,
                Metadata.OLD_SPEC,
                Metadata.ORIGIN,
                Metadata.MULTI_REGION);
        input.fixed(Metadata.ORIGIN, Metadata.HERE);
        input.fixed(Metadata.MULTI_REGION, false);
        var description = input.text(DESCRIPTION, 0, DESCRIPTION_CHARACTERS_MAX).orElse("");
        return Map.of(
                KEY_METADATA,
                Metadata.of(keyring.create(spec(input), description, Policy.read(input), Tags.read(input))));
    }

    /** What the key is to be made of. Only a symmetric key does not have to say what it is for. */
    private static Spec spec(Input input) {
        var given = word(input, Metadata.SPEC);
        var old = word(input, Metadata.OLD_SPEC);
        if (given.isPresent()) {
            input.refuse(Metadata.OLD_SPEC);
        }
        var spec = given.or(() -> old)
                .map(word -> Spec.of(word).orElseThrow(() -> new KmsFault(KmsFault.Kind.UNSUPPORTED)))
                .orElse(Spec.SYMMETRIC_DEFAULT);
        var usage = word(input, Metadata.USAGE).orElse(Spec.SYMMETRIC_DEFAULT.usage());
        if (!Spec.isUsage(usage)) {
            throw new KmsFault(KmsFault.Kind.UNSUPPORTED);
        }
        if (!spec.usage().equals(usage)) {
            throw KmsFault.invalid(Metadata.USAGE);
        }
        return spec;
    }

    private static Optional<String> word(Input input, String member) {
        return input.text(member, 1, WORD_CHARACTERS_MAX);
    }

    private Map<String, Object> describeKey(Input input) {
        return Map.of(KEY_METADATA, Metadata.of(keyring.describe(onlyKey(input))));
    }

    /** A key has one policy, of this name. */
    private Map<String, Object> getKeyPolicy(Input input) {
        input.only(KEY_ID, POLICY_NAME);
        input.fixed(POLICY_NAME, "default");
        var name = input.needKey(KEY_ID);
        if (Names.isAlias(name)) {
            throw new KmsFault(KmsFault.Kind.NOT_FOUND);
        }
        return Map.of(Policy.NAME, keyring.describe(name).policy(), POLICY_NAME, "default");
    }

    private Map<String, Object> listKeys(Input input) {
        input.only(Page.LIMIT, Page.MARKER);
        var page = Page.read(
                input, PAGE_DEFAULT, PAGE_MAX, marker -> Names.id(marker).isPresent());
        return page.of("Keys", keyring.keys(), key -> key.id().toString(), KeyOperations::entry);
    }

    private static Map<String, Object> entry(Key key) {
        return Map.of(KEY_ID, key.id().toString(), "KeyArn", key.arn());
    }

    private Map<String, Object> enableKey(Input input) {
        keyring.enable(onlyKey(input));
        return Map.of();
    }

    private Map<String, Object> disableKey(Input input) {
        keyring.disable(onlyKey(input));
        return Map.of();
    }

    private Map<String, Object> scheduleKeyDeletion(Input input) {
        input.only(KEY_ID, WINDOW);
        var days = input.integer(WINDOW, WINDOW_DAYS_MIN, WINDOW_DAYS_MAX).orElse(WINDOW_DAYS_MAX);
        var key = keyring.scheduleDeletion(input.needKey(KEY_ID), Duration.ofDays(days));
        var answer = new LinkedHashMap<String, Object>();
        answer.put(KEY_ID, key.arn());
        answer.put(WINDOW, days);
        Metadata.putState(answer, key);
        return answer;
    }

    private Map<String, Object> cancelKeyDeletion(Input input) {
        return Map.of(KEY_ID, keyring.cancelDeletion(onlyKey(input)).arn());
    }

    private Map<String, Object> getPublicKey(Input input) {
        var key = keyring.usable(onlyKey(input));
        var answer = new LinkedHashMap<String, Object>();
        answer.put(KEY_ID, key.arn());
        answer.put(
                "PublicKey",
                switch (key.material()) {
                    case SigningMaterial signing -> new Bytes(signing.publicKey()).base64();
                    // Here AWS names the key's making, not its usage.
                    case SymmetricMaterial _ -> throw new KmsFault(KmsFault.Kind.UNSUPPORTED);
                });
        Metadata.putKind(answer, key);
        return answer;
    }

    /** The key that a request is about, when it says nothing else. */
    private static String onlyKey(Input input) {
        input.only(KEY_ID);
        return input.needKey(KEY_ID);
    }
}
