package dev.lethe.aws;

import dev.lethe.api.MasterKey;
import dev.lethe.crypto.KeyBytes;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyWrap;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.KeyUnavailable.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Wraps with KMS. What a key is, and the very table its row stands in, is bound to it as the encryption context
 * (https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html): a row copied into another table, such as a
 * restored one, unwraps to nothing.
 */
public final class KmsKeyWrap implements KeyWrap {
    private static final int SERVER_FAULT = 500;
    private static final String DENIED = "AccessDeniedException";

    private final KmsClient kms;
    private final Map<MasterKey, String> masterKeys;
    private final Supplier<String> keysTable;

    /**
     * Uses keys that exist.
     *
     * @param masterKeys their aliases; rows keep the ARN that an alias stood for
     * @param keysTable the immutable identity of the table of keys, asked for on use
     */
    public KmsKeyWrap(KmsClient kms, Map<MasterKey, String> masterKeys, Supplier<String> keysTable) {
        this.kms = kms;
        this.masterKeys = Map.copyOf(masterKeys);
        this.keysTable = keysTable;
    }

    @Override
    public Generated generate(KeyName name) {
        var context = context(name, keysTable.get());
        return call(() -> {
            var made = kms.generateDataKey(
                    r -> r.keyId(master(name)).keySpec(DataKeySpec.AES_256).encryptionContext(context));
            return new Generated(
                    new KeyBytes(made.plaintext().asByteArray()),
                    new WrappedKey(made.ciphertextBlob().asByteArray(), made.keyId()));
        });
    }

    @Override
    public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
        var context = context(name, keysTable.get());
        return call(() -> new KeyBytes(kms.decrypt(r -> r.keyId(wrapped.wrappedBy())
                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                        .encryptionContext(context))
                .plaintext()
                .asByteArray()));
    }

    @Override
    public WrappedKey rewrap(WrappedKey wrapped, KeyName name) {
        return adopt(wrapped, name, keysTable.get());
    }

    @Override
    public WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo) {
        var before = context(name, boundTo);
        var after = context(name, keysTable.get());
        return call(() -> {
            var made = kms.reEncrypt(r -> r.sourceKeyId(wrapped.wrappedBy())
                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                    .sourceEncryptionContext(before)
                    .destinationKeyId(master(name))
                    .destinationEncryptionContext(after));
            return new WrappedKey(made.ciphertextBlob().asByteArray(), made.keyId());
        });
    }

    private String master(KeyName name) {
        return Objects.requireNonNull(masterKeys.get(master(name.kind())), "every master key has an alias");
    }

    /** Which master key wraps what. */
    static MasterKey master(KeyName.Kind kind) {
        return switch (kind) {
            case SUBJECT, DAY, EVIDENCE -> MasterKey.EPOCH;
            case PSEUDONYM -> MasterKey.PSEUDONYM;
            case HOLD -> MasterKey.HOLD;
        };
    }

    /** What a wrapped key is bound to. */
    static Map<String, String> context(KeyName name, String table) {
        return Map.of(
                "app", MasterKey.APP,
                "tenant", name.tenant().value(),
                "kind", name.kind().name().toLowerCase(Locale.ROOT),
                "id", name.id(),
                "kver", Integer.toString(name.version()),
                "tbl", table);
    }

    /** Makes a call of the key service; whatever fails of it is told apart, without the cause. */
    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (KmsException e) {
            throw new KeyUnavailable(reason(e));
        } catch (SdkException _) {
            // No answer: the line, the time or the credentials failed.
            throw new KeyUnavailable(Reason.UNREACHABLE);
        }
    }

    /** What an answer means. Denial and throttling are known by their code: the SDK has no class for them. */
    private static Reason reason(KmsException e) {
        return switch (e) {
            case DependencyTimeoutException _, KeyUnavailableException _, KmsInternalException _ -> Reason.UNREACHABLE;
            case LimitExceededException _ -> Reason.THROTTLED;
            case DisabledException _ -> Reason.DISABLED;
            case KmsInvalidStateException _ -> Reason.STATE;
            case NotFoundException _ -> Reason.GONE;
            case InvalidCiphertextException _, IncorrectKeyException _ -> Reason.CONTEXT;
            case KmsException other when other.isThrottlingException() -> Reason.THROTTLED;
            case KmsException other when other.statusCode() >= SERVER_FAULT -> Reason.UNREACHABLE;
            case KmsException other when DENIED.equals(code(other)) -> Reason.DENIED;
            default -> Reason.REFUSED;
        };
    }

    private static String code(KmsException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }
}
