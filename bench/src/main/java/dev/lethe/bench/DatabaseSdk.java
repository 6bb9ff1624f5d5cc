package dev.lethe.bench;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.DynamoDbEncryption;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.DynamoDbItemEncryptor;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DecryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DynamoDbItemEncryptorConfig;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.EncryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.CreateDynamoDbEncryptionBranchKeyIdSupplierInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.DynamoDbEncryptionConfig;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.GetBranchKeyIdFromDdbKeyInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.GetBranchKeyIdFromDdbKeyOutput;
import software.amazon.cryptography.dbencryptionsdk.structuredencryption.model.CryptoAction;
import software.amazon.cryptography.materialproviders.IBranchKeyIdSupplier;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.DBEAlgorithmSuiteId;

/** The AWS Database Encryption SDK's item encryptor, on an item with two keys and the text. */
final class DatabaseSdk implements Contestant {
    private static final String PARTITION = "pk";
    private static final String SORT = "sk";
    private static final String CONTENT = "content";

    private final StubKms kms;
    private final DynamoDbItemEncryptor encryptor;

    private DatabaseSdk(StubKms kms, IKeyring keyring, DBEAlgorithmSuiteId suite) {
        this.kms = kms;
        this.encryptor = DynamoDbItemEncryptor.builder()
                .DynamoDbItemEncryptorConfig(DynamoDbItemEncryptorConfig.builder()
                        .logicalTableName(Labels.TABLE)
                        .partitionKeyName(PARTITION)
                        .sortKeyName(SORT)
                        .attributeActionsOnEncrypt(Map.of(
                                PARTITION, CryptoAction.SIGN_ONLY,
                                SORT, CryptoAction.SIGN_ONLY,
                                CONTENT, CryptoAction.ENCRYPT_AND_SIGN))
                        .algorithmSuiteId(suite)
                        .keyring(keyring)
                        .build())
                .build();
    }

    /** Under a key of KMS, asked for every item; without a signature by a key pair of its own. */
    static DatabaseSdk withKms() {
        var kms = new StubKms();
        return new DatabaseSdk(
                kms,
                BranchKeys.providers()
                        .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder()
                                .kmsKeyId(StubKms.KEY)
                                .kmsClient(kms)
                                .build()),
                DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384);
    }

    /** Under a branch key for each person; in the suite it takes by default, which signs. */
    static DatabaseSdk withBranchKeys(int people) {
        var kms = new StubKms();
        return new DatabaseSdk(
                kms,
                BranchKeys.keyring(kms, people, branchKeyOfPartition()),
                DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384);
    }

    private static IBranchKeyIdSupplier branchKeyOfPartition() {
        return DynamoDbEncryption.builder()
                .DynamoDbEncryptionConfig(DynamoDbEncryptionConfig.builder().build())
                .build()
                .CreateDynamoDbEncryptionBranchKeyIdSupplier(CreateDynamoDbEncryptionBranchKeyIdSupplierInput.builder()
                        .ddbKeyBranchKeyIdSupplier(DatabaseSdk::branchKey)
                        .build())
                .branchKeyIdSupplier();
    }

    private static GetBranchKeyIdFromDdbKeyOutput branchKey(GetBranchKeyIdFromDdbKeyInput input) {
        var person = input.ddbKey().get(PARTITION);
        if (person == null) {
            throw new IllegalStateException("every item has its key");
        }
        return GetBranchKeyIdFromDdbKeyOutput.builder().branchKeyId(person.s()).build();
    }

    @Override
    public Object seal(int person, Object text) {
        return encryptor.EncryptItem(EncryptItemInput.builder()
                        .plaintextItem(item(person, (byte[]) text))
                        .build())
                .encryptedItem();
    }

    private static Map<String, AttributeValue> item(int person, byte[] text) {
        return Map.of(
                PARTITION, AttributeValue.fromS(Labels.subject(person)),
                SORT, AttributeValue.fromS(Labels.CONVERSATION + "#" + Labels.MESSAGE),
                CONTENT, AttributeValue.fromB(SdkBytes.fromByteArray(text)));
    }

    @Override
    @SuppressWarnings("unchecked") // It is what seal() answered.
    public Object open(int person, Object sealed) {
        var content = encryptor.DecryptItem(DecryptItemInput.builder()
                        .encryptedItem((Map<String, AttributeValue>) sealed)
                        .build())
                .plaintextItem()
                .get(CONTENT);
        if (content == null) {
            throw new IllegalStateException("what was sealed here opens here");
        }
        return content.b().asByteArray();
    }

    @Override
    @SuppressWarnings("unchecked") // It is what seal() answered.
    public int overhead(Object sealed, byte[] text) {
        return ItemSize.of((Map<String, AttributeValue>) sealed) - ItemSize.of(item(0, text));
    }

    @Override
    public long kmsCalls() {
        return kms.calls();
    }
}
