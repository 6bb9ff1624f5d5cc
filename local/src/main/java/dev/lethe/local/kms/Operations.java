package dev.lethe.local.kms;

import static dev.lethe.local.kms.Names.KEY_ID;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operations of AWS KMS that are spoken here: their parameters in, their answers out. */
final class Operations {
    private static final String ALIAS_NAME = "AliasName";
    private static final String TARGET_KEY_ID = "TargetKeyId";
    private static final String ALGORITHM = "SYMMETRIC_DEFAULT";
    private static final String USAGE = "ENCRYPT_DECRYPT";
    private static final String ORIGIN = "AWS_KMS";

    private static final int DESCRIPTION_CHARACTERS_MAX = 8192;
    private static final int WORD_CHARACTERS_MAX = 64;
    private static final int DATA_KEY_BYTES_MAX = 1024;
    private static final int AES_256_BYTES = 32;
    private static final int WINDOW_DAYS_MIN = 7;
    private static final int WINDOW_DAYS_MAX = 30;
    private static final int PAGE_MAX = 100;
    private static final int PAGE_DEFAULT = 50;

    private final Keyring keyring;
    private final Map<String, Function<Input, Map<String, Object>>> byName;

    Operations(Keyring keyring) {
        this.keyring = keyring;
        this.byName = Map.ofEntries(
                Map.entry("CreateKey", this::createKey),
                Map.entry("DescribeKey", this::describeKey),
                Map.entry("CreateAlias", this::createAlias),
                Map.entry("UpdateAlias", this::updateAlias),
                Map.entry("ListAliases", this::listAliases),
                Map.entry("EnableKey", this::enableKey),
                Map.entry("DisableKey", this::disableKey),
                Map.entry("ScheduleKeyDeletion", this::scheduleKeyDeletion),
                Map.entry("CancelKeyDeletion", this::cancelKeyDeletion),
                Map.entry("GenerateDataKey", this::generateDataKey),
                Map.entry("Decrypt", this::decrypt));
    }

    /** The operation of a name: what turns its parameters into its answer, or throws a {@link KmsFault}. */
    Optional<Function<Input, Map<String, Object>>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private Map<String, Object> createKey(Input input) {
        input.only("Description", Tags.NAME, "KeyUsage", "KeySpec", "CustomerMasterKeySpec", "Origin", "MultiRegion");
        input.fixed("KeyUsage", USAGE);
        input.fixed("KeySpec", ALGORITHM);
        input.fixed("CustomerMasterKeySpec", ALGORITHM);
        input.fixed("Origin", ORIGIN);
        input.fixed("MultiRegion", false);
        var description =
                input.text("Description", 0, DESCRIPTION_CHARACTERS_MAX).orElse("");
        return Map.of("KeyMetadata", metadata(keyring.create(description, Tags.read(input))));
    }

    private Map<String, Object> describeKey(Input input) {
        input.only(KEY_ID);
        return Map.of("KeyMetadata", metadata(keyring.describe(needKeyId(input))));
    }

    private Map<String, Object> createAlias(Input input) {
        input.only(ALIAS_NAME, TARGET_KEY_ID);
        keyring.createAlias(aliasName(input), target(input));
        return Map.of();
    }

    private Map<String, Object> updateAlias(Input input) {
        input.only(ALIAS_NAME, TARGET_KEY_ID);
        keyring.updateAlias(aliasName(input), target(input));
        return Map.of();
    }

    /** Pages through aliases by name. The marker of a page is the last name on the one before. */
    private Map<String, Object> listAliases(Input input) {
        input.only(KEY_ID, "Limit", "Marker");
        var limit = input.integer("Limit", 1, PAGE_MAX).orElse(PAGE_DEFAULT);
        var marker = input.text("Marker", 1, Names.ALIAS_CHARACTERS_MAX);
        if (marker.filter(name -> !Names.isAliasForm(name)).isPresent()) {
            throw new KmsFault(KmsFault.Kind.INVALID_MARKER);
        }
        var left = keyring.aliases(keyId(input)).stream()
                .filter(alias -> marker.isEmpty() || alias.name().compareTo(marker.get()) > 0)
                .toList();
        var page = left.subList(0, Math.min(limit, left.size()));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("Aliases", page.stream().map(Operations::entry).toList());
        answer.put("Truncated", page.size() < left.size());
        if (page.size() < left.size()) {
            answer.put("NextMarker", page.getLast().name());
        }
        return answer;
    }

    private Map<String, Object> enableKey(Input input) {
        input.only(KEY_ID);
        keyring.enable(needKeyId(input));
        return Map.of();
    }

    private Map<String, Object> disableKey(Input input) {
        input.only(KEY_ID);
        keyring.disable(needKeyId(input));
        return Map.of();
    }

    private Map<String, Object> scheduleKeyDeletion(Input input) {
        input.only(KEY_ID, "PendingWindowInDays");
        var days = input.integer("PendingWindowInDays", WINDOW_DAYS_MIN, WINDOW_DAYS_MAX)
                .orElse(WINDOW_DAYS_MAX);
        var key = keyring.scheduleDeletion(needKeyId(input), Duration.ofDays(days));
        var answer = new LinkedHashMap<String, Object>();
        answer.put(KEY_ID, key.arn());
        answer.put("KeyState", key.state().word());
        answer.put("PendingWindowInDays", days);
        putDeletionDate(answer, key);
        return answer;
    }

    private Map<String, Object> cancelKeyDeletion(Input input) {
        input.only(KEY_ID);
        return Map.of(KEY_ID, keyring.cancelDeletion(needKeyId(input)).arn());
    }

    private Map<String, Object> generateDataKey(Input input) {
        input.only(KEY_ID, Context.NAME, "KeySpec", "NumberOfBytes");
        var spec = input.text("KeySpec", 1, WORD_CHARACTERS_MAX);
        var number = input.integer("NumberOfBytes", 1, DATA_KEY_BYTES_MAX);
        if (spec.isPresent() == number.isPresent()
                || spec.filter(word -> !word.equals("AES_256")).isPresent()) {
            throw KmsFault.invalid("KeySpec or NumberOfBytes");
        }
        var made =
                keyring.generate(needKeyId(input), number.orElse(AES_256_BYTES), Context.of(input.pairs(Context.NAME)));
        return Map.of(
                KEY_ID,
                made.arn(),
                "Plaintext",
                made.plaintext().base64(),
                "CiphertextBlob",
                made.blob().base64());
    }

    private Map<String, Object> decrypt(Input input) {
        input.only(KEY_ID, Context.NAME, "CiphertextBlob", "EncryptionAlgorithm");
        input.fixed("EncryptionAlgorithm", ALGORITHM);
        var blob = input.needBlob("CiphertextBlob", Blob.BYTES_MAX);
        var opened = keyring.decrypt(keyId(input), blob, Context.of(input.pairs(Context.NAME)));
        return Map.of(KEY_ID, opened.arn(), "Plaintext", opened.plaintext().base64(), "EncryptionAlgorithm", ALGORITHM);
    }

    private static Optional<String> keyId(Input input) {
        return input.text(KEY_ID, 1, Names.KEY_ID_CHARACTERS_MAX);
    }

    private static String needKeyId(Input input) {
        return input.needText(KEY_ID, 1, Names.KEY_ID_CHARACTERS_MAX);
    }

    private static String aliasName(Input input) {
        var name = input.needText(ALIAS_NAME, 1, Names.ALIAS_CHARACTERS_MAX);
        if (!Names.isAliasForm(name)) {
            throw KmsFault.invalid(ALIAS_NAME);
        }
        if (Names.isReserved(name)) {
            throw new KmsFault(KmsFault.Kind.INVALID_ALIAS_NAME);
        }
        return name;
    }

    /** The key of an alias, which can be given by any name except another alias. */
    private static String target(Input input) {
        var name = input.needText(TARGET_KEY_ID, 1, Names.KEY_ID_CHARACTERS_MAX);
        if (Names.isAlias(name)) {
            throw KmsFault.invalid(TARGET_KEY_ID);
        }
        return name;
    }

    private static Map<String, Object> metadata(Key key) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("AWSAccountId", Names.ACCOUNT);
        tree.put(KEY_ID, key.id().toString());
        tree.put("Arn", key.arn());
        tree.put("CreationDate", seconds(key.created()));
        tree.put("Enabled", key.state() instanceof KeyState.Enabled);
        tree.put("Description", key.description());
        tree.put("KeyUsage", USAGE);
        tree.put("KeyState", key.state().word());
        putDeletionDate(tree, key);
        tree.put("Origin", ORIGIN);
        tree.put("KeyManager", "CUSTOMER");
        tree.put("KeySpec", ALGORITHM);
        tree.put("CustomerMasterKeySpec", ALGORITHM);
        tree.put("EncryptionAlgorithms", List.of(ALGORITHM));
        tree.put("MultiRegion", false);
        return tree;
    }

    private static void putDeletionDate(Map<String, Object> tree, Key key) {
        if (key.state() instanceof KeyState.PendingDeletion(var at)) {
            tree.put("DeletionDate", seconds(at));
        }
    }

    private static Map<String, Object> entry(Alias alias) {
        return Map.of(
                ALIAS_NAME,
                alias.name(),
                "AliasArn",
                alias.arn(),
                TARGET_KEY_ID,
                alias.target().toString(),
                "CreationDate",
                seconds(alias.created()),
                "LastUpdatedDate",
                seconds(alias.updated()));
    }

    /** The protocol writes instants as seconds, with a fraction. */
    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
