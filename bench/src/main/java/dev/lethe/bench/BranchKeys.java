package dev.lethe.bench;

import java.util.Map;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.CreateKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;
import software.amazon.cryptography.materialproviders.IBranchKeyIdSupplier;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CacheType;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsHierarchicalKeyringInput;
import software.amazon.cryptography.materialproviders.model.DefaultCache;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** AWS's hierarchical keyring: a branch key for each person, kept in memory for a while. */
final class BranchKeys {
    private static final int TTL_SECONDS = 600;
    private static final int ENTRIES_MAX = 1_000;

    static MaterialProviders providers() {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build();
    }

    /** Makes the branch keys, and a keyring that picks a person's by {@code supplier}. */
    static IKeyring keyring(StubKms kms, int people, IBranchKeyIdSupplier supplier) {
        var store = KeyStore.builder()
                .KeyStoreConfig(KeyStoreConfig.builder()
                        .ddbTableName("branch-keys")
                        .logicalKeyStoreName("branch-keys")
                        .kmsConfiguration(KMSConfiguration.builder()
                                .kmsKeyArn(StubKms.KEY)
                                .build())
                        .ddbClient(new StubBranchKeyTable())
                        .kmsClient(kms)
                        .build())
                .build();
        for (var person = 0; person < people; person++) {
            store.CreateKey(CreateKeyInput.builder()
                    .branchKeyIdentifier(Labels.subject(person))
                    .encryptionContext(Map.of("person", Labels.subject(person)))
                    .build());
        }
        return providers()
                .CreateAwsKmsHierarchicalKeyring(CreateAwsKmsHierarchicalKeyringInput.builder()
                        .keyStore(store)
                        .branchKeyIdSupplier(supplier)
                        .ttlSeconds(TTL_SECONDS)
                        .cache(CacheType.builder()
                                .Default(DefaultCache.builder()
                                        .entryCapacity(ENTRIES_MAX)
                                        .build())
                                .build())
                        .build());
    }

    private BranchKeys() {}
}
