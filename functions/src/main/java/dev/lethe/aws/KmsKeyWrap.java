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
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/**
 * Wraps with KMS. What a key is, and the very table its row stands in, is bound to it as the encryption context
 * (https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html): a row copied into another table, such as a
 * restored one, unwraps to nothing.
 */
public final class KmsKeyWrap implements KeyWrap {
    private static final int SERVER_FAULT = 500;

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
        var key =
                switch (name.kind()) {
                    case SUBJECT, DAY, EVIDENCE -> MasterKey.EPOCH;
                    case PSEUDONYM -> MasterKey.PSEUDONYM;
                    case HOLD -> MasterKey.HOLD;
                };
        return Objects.requireNonNull(masterKeys.get(key), "every master key has an alias");
    }

    private static Map<String, String> context(KeyName name, String table) {
        return Map.of(
                "app", "lethe",
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
        } catch (DependencyTimeoutException | KeyUnavailableException | KmsInternalException | SdkClientException _) {
            throw new KeyUnavailable(Reason.UNREACHABLE);
        } catch (KmsException e) {
            throw new KeyUnavailable(
                    e.isThrottlingException() || e.statusCode() >= SERVER_FAULT ? Reason.UNREACHABLE : Reason.REFUSED);
        } catch (SdkException _) {
            throw new KeyUnavailable(Reason.UNREACHABLE);
        }
    }
}
