package dev.lethe.local.protocol;

import dev.lethe.api.MasterKey;
import dev.lethe.local.protocol.Answer.Gave;
import dev.lethe.local.protocol.Answer.KeyRefused;
import dev.lethe.local.protocol.ModelDynamo.Done;
import dev.lethe.local.protocol.World.At;
import dev.lethe.local.protocol.World.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/**
 * What the key service makes of a request. Its aliases and which keys are enabled are items of the world; the keys it makes follow
 * from who asks and how often, so that a record may be replayed. Keeps nothing secret: it only has to be consistent.
 */
final class ModelKms {
    static final Map<MasterKey, String> ALIASES = aliases();
    static final String OLD = "arn:aws:kms:eu-central-1:000000000000:key/old";

    /** When the old key was made: in the month before every race. */
    private static final Instant MADE_AT = Instant.parse("2026-02-01T00:00:00Z");

    /** When a key goes whose deletion is asked for: after every race. */
    private static final Instant GOES_AT = Instant.parse("2200-01-01T00:00:00Z");

    private static final String ARN = "arn:aws:kms:eu-central-1:000000000000:key/";
    private static final String ALIAS = "alias/";
    private static final String POLICY = "the policy of every key here";
    private static final String TABLE = "kms";
    private static final int LENGTH = 32;
    private static final int TAG = 8;

    /** A world in which every alias stands for a key. */
    static World world() {
        var world = World.EMPTY;
        for (var key : MasterKey.values()) {
            var arn = key == MasterKey.EPOCH ? OLD : ARN + key;
            world = world.with(at(arn), key(KeyState.ENABLED, "")).with(at(alias(key)), row("target", arn));
        }
        return world;
    }

    static String alias(MasterKey key) {
        return Objects.requireNonNull(ALIASES.get(key));
    }

    /** @param asking who asks, and how often they have asked */
    static Done apply(World world, KmsRequest request, String asking) {
        return switch (request) {
            case GenerateDataKeyRequest generate -> {
                var arn = resolve(world, generate.keyId());
                if (!enabled(world, arn)) {
                    yield new Done(world, refused(world, arn));
                }
                var key = hash("key", asking);
                yield new Done(
                        world,
                        new Gave(GenerateDataKeyResponse.builder()
                                .keyId(arn)
                                .plaintext(SdkBytes.fromByteArray(key))
                                .ciphertextBlob(wrap(arn, generate.encryptionContext(), key))
                                .build()));
            }
            case DecryptRequest decrypt -> {
                var arn = resolve(world, decrypt.keyId());
                if (!enabled(world, arn)) {
                    yield new Done(world, refused(world, arn));
                }
                var key = peek(arn, decrypt.ciphertextBlob().asByteArray());
                yield new Done(
                        world,
                        wrap(arn, decrypt.encryptionContext(), key).equals(decrypt.ciphertextBlob())
                                ? new Gave(DecryptResponse.builder()
                                        .keyId(arn)
                                        .plaintext(SdkBytes.fromByteArray(key))
                                        .build())
                                : KeyRefused.INVALID);
            }
            case ReEncryptRequest again -> {
                var from = resolve(world, again.sourceKeyId());
                var to = resolve(world, again.destinationKeyId());
                if (!enabled(world, from) || !enabled(world, to)) {
                    yield new Done(world, refused(world, enabled(world, from) ? to : from));
                }
                var key = peek(from, again.ciphertextBlob().asByteArray());
                yield new Done(
                        world,
                        wrap(from, again.sourceEncryptionContext(), key).equals(again.ciphertextBlob())
                                ? new Gave(ReEncryptResponse.builder()
                                        .sourceKeyId(from)
                                        .keyId(to)
                                        .ciphertextBlob(wrap(to, again.destinationEncryptionContext(), key))
                                        .build())
                                : KeyRefused.INVALID);
            }
            case UpdateAliasRequest use ->
                new Done(
                        world.with(at(use.aliasName()), row("target", use.targetKeyId())),
                        new Gave(UpdateAliasResponse.builder().build()));
            default -> ofKeys(world, request);
        };
    }

    /** What is said about keys, and done to them. */
    private static Done ofKeys(World world, KmsRequest request) {
        return switch (request) {
            case DescribeKeyRequest describe -> {
                var arn = resolve(world, describe.keyId());
                yield new Done(
                        world,
                        new Gave(DescribeKeyResponse.builder()
                                .keyMetadata(metadata(world, arn))
                                .build()));
            }
            case CreateKeyRequest create -> {
                var tags = tags(create.tags());
                // Named for its tags, so that it does not matter who of two makes it.
                var arn = ARN + HexFormat.of().formatHex(hash(tags), 0, TAG);
                if (!POLICY.equals(create.policy())) {
                    throw new AssertionError("a new key has the policy of the one in use");
                }
                if (world.get(at(arn)).isPresent()) {
                    throw new AssertionError("a key that was made already is found");
                }
                var made = world.with(at(arn), key(KeyState.ENABLED, tags));
                yield new Done(
                        made,
                        new Gave(CreateKeyResponse.builder()
                                .keyMetadata(metadata(made, arn))
                                .build()));
            }
            case GetKeyPolicyRequest get -> {
                if (!get.keyId().equals(resolve(world, alias(MasterKey.EPOCH)))) {
                    throw new AssertionError("a new key has the policy of the one in use");
                }
                yield new Done(
                        world,
                        new Gave(GetKeyPolicyResponse.builder().policy(POLICY).build()));
            }
            case ListKeysRequest _ ->
                new Done(
                        world,
                        new Gave(ListKeysResponse.builder()
                                .keys(world.table(TABLE).keySet().stream()
                                        .filter(at -> !at.pk().startsWith(ALIAS))
                                        .map(at -> KeyListEntry.builder()
                                                .keyArn(at.pk())
                                                .build())
                                        .toList())
                                .truncated(false)
                                .build()));
            case ListResourceTagsRequest list ->
                new Done(
                        world,
                        new Gave(ListResourceTagsResponse.builder()
                                .tags(tags(
                                        row(world, list.keyId()).value("tags").s()))
                                .build()));
            case DisableKeyRequest disable ->
                new Done(
                        becoming(world, disable.keyId(), KeyState.DISABLED),
                        new Gave(DisableKeyResponse.builder().build()));
            case ScheduleKeyDeletionRequest delete ->
                state(world, delete.keyId()) == KeyState.PENDING_DELETION
                        ? new Done(world, KeyRefused.STATE)
                        : new Done(
                                becoming(world, delete.keyId(), KeyState.PENDING_DELETION),
                                new Gave(ScheduleKeyDeletionResponse.builder()
                                        .deletionDate(GOES_AT)
                                        .build()));
            case CancelKeyDeletionRequest cancel ->
                new Done(
                        becoming(world, cancel.keyId(), KeyState.DISABLED),
                        new Gave(CancelKeyDeletionResponse.builder().build()));
            case EnableKeyRequest enable ->
                new Done(
                        becoming(world, enable.keyId(), KeyState.ENABLED),
                        new Gave(EnableKeyResponse.builder().build()));
            default ->
                throw new AssertionError("a request the model does not know: "
                        + request.getClass().getSimpleName());
        };
    }

    private static KeyMetadata metadata(World world, String arn) {
        var state = state(world, arn);
        return KeyMetadata.builder()
                .arn(arn)
                .keyState(state)
                .creationDate(MADE_AT)
                .deletionDate(state == KeyState.PENDING_DELETION ? GOES_AT : null)
                .build();
    }

    private static KeyRefused refused(World world, String arn) {
        return state(world, arn) == KeyState.PENDING_DELETION ? KeyRefused.STATE : KeyRefused.DISABLED;
    }

    static boolean enabled(World world, String arn) {
        return state(world, arn) == KeyState.ENABLED;
    }

    private static KeyState state(World world, String arn) {
        return KeyState.fromValue(row(world, arn).value("state").s());
    }

    private static World becoming(World world, String arn, KeyState state) {
        return world.with(at(arn), key(state, row(world, arn).value("tags").s()));
    }

    private static Row row(World world, String arn) {
        return world.get(at(arn)).orElseThrow(() -> new AssertionError("no such key"));
    }

    private static String tags(List<Tag> tags) {
        return tags.stream().map(tag -> tag.tagKey() + "=" + tag.tagValue()).collect(Collectors.joining(" "));
    }

    private static List<Tag> tags(String tags) {
        return Stream.of(tags.split(" "))
                .filter(tag -> !tag.isEmpty())
                .map(tag -> tag.split("=", 2))
                .map(tag -> Tag.builder().tagKey(tag[0]).tagValue(tag[1]).build())
                .toList();
    }

    /** The key inside a wrapping, as nobody outside a test can tell it. */
    static String inside(byte[] wrapped, String wrappedBy) {
        return HexFormat.of().formatHex(peek(wrappedBy, wrapped));
    }

    private static String resolve(World world, String key) {
        return key.startsWith(ALIAS)
                ? world.get(at(key)).flatMap(row -> row.text("target")).orElseThrow()
                : key;
    }

    private static SdkBytes wrap(String arn, Map<String, String> context, byte[] key) {
        var bytes = ByteBuffer.allocate(LENGTH + TAG);
        bytes.put(masked(arn, key));
        var tag = hash(
                "tag", arn, new TreeMap<>(context).toString(), HexFormat.of().formatHex(key));
        return SdkBytes.fromByteArray(bytes.put(tag, 0, TAG).array());
    }

    private static byte[] peek(String arn, byte[] wrapped) {
        return masked(arn, Arrays.copyOf(wrapped, LENGTH));
    }

    private static byte[] masked(String arn, byte[] bytes) {
        var mask = hash("mask", arn);
        for (var i = 0; i < mask.length; i++) {
            mask[i] ^= bytes[i];
        }
        return mask;
    }

    private static byte[] hash(String... parts) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static At at(String key) {
        return new At(TABLE, key, "");
    }

    private static Row key(KeyState state, String tags) {
        return new Row(Map.of("state", AttributeValue.fromS(state.toString()), "tags", AttributeValue.fromS(tags)));
    }

    private static Row row(String name, String value) {
        return new Row(Map.of(name, AttributeValue.fromS(value)));
    }

    private static Map<MasterKey, String> aliases() {
        var aliases = new EnumMap<MasterKey, String>(MasterKey.class);
        for (var key : MasterKey.values()) {
            aliases.put(key, key.alias("protocol"));
        }
        return aliases;
    }

    private ModelKms() {}
}
