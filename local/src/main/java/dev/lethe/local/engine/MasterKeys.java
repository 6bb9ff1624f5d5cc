package dev.lethe.local.engine;

import dev.lethe.api.MasterKey;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Makes the suite's master keys on any KMS endpoint, as {@link MasterKey} describes them. */
public final class MasterKeys {

    /** What the keys' aliases are under a prefix. */
    public static Map<MasterKey, String> aliases(String prefix) {
        var aliases = new EnumMap<MasterKey, String>(MasterKey.class);
        for (var key : MasterKey.values()) {
            aliases.put(key, key.alias(prefix));
        }
        return aliases;
    }

    /** Makes every key whose alias is not there yet. */
    public static void create(KmsClient kms, Map<MasterKey, String> aliases) {
        aliases.forEach((purpose, alias) -> {
            if (!isThere(kms, alias)) {
                var key = make(kms, purpose);
                kms.createAlias(r -> r.aliasName(alias).targetKeyId(key));
            }
        });
    }

    /** Makes a key for a purpose; returns its id. */
    public static String make(KmsClient kms, MasterKey purpose) {
        return kms.createKey(r -> {
                    if (purpose == MasterKey.SIGNATURE) {
                        r.keyUsage(KeyUsageType.SIGN_VERIFY).keySpec(KeySpec.ECC_NIST_P256);
                    }
                })
                .keyMetadata()
                .keyId();
    }

    private static boolean isThere(KmsClient kms, String alias) {
        try {
            return kms.describeKey(r -> r.keyId(alias)).sdkHttpResponse().isSuccessful();
        } catch (NotFoundException _) {
            return false;
        }
    }

    private MasterKeys() {}
}
