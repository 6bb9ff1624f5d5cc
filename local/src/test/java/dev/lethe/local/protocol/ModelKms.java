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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/**
 * What the key service makes of a request. Its aliases and which keys are enabled are items of the world; the keys it makes follow
 * from who asks and how often, so that a record may be replayed. Keeps nothing secret: it only has to be consistent.
 */
final class ModelKms {
    static final Map<MasterKey, String> ALIASES = aliases();
    static final String OLD = "arn:aws:kms:eu-central-1:000000000000:key/old";
    static final String NEW = "arn:aws:kms:eu-central-1:000000000000:key/new";

    private static final String TABLE = "kms";
    private static final String ENABLED = "enabled";
    private static final int LENGTH = 32;
    private static final int TAG = 8;

    /** A world in which every alias stands for a key; that of an epoch for the old one, and there is a new one. */
    static World world() {
        var world = World.EMPTY.with(at(NEW), row("state", ENABLED));
        for (var key : MasterKey.values()) {
            var arn = key == MasterKey.EPOCH ? OLD : "arn:aws:kms:eu-central-1:000000000000:key/" + key;
            world = world.with(at(arn), row("state", ENABLED)).with(at(alias(key)), row("target", arn));
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
                    yield new Done(world, KeyRefused.DISABLED);
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
                    yield new Done(world, KeyRefused.DISABLED);
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
                    yield new Done(world, KeyRefused.DISABLED);
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
            case DisableKeyRequest disable ->
                new Done(
                        world.with(at(disable.keyId()), row("state", "disabled")),
                        new Gave(DisableKeyResponse.builder().build()));
            default ->
                throw new AssertionError("a request the model does not know: "
                        + request.getClass().getSimpleName());
        };
    }

    static boolean enabled(World world, String arn) {
        return world.get(at(arn))
                .flatMap(row -> row.text("state"))
                .filter(ENABLED::equals)
                .isPresent();
    }

    /** The key inside a wrapping, as nobody outside a test can tell it. */
    static String inside(byte[] wrapped, String wrappedBy) {
        return HexFormat.of().formatHex(peek(wrappedBy, wrapped));
    }

    private static String resolve(World world, String key) {
        return key.startsWith("alias/")
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
