package dev.lethe.bench;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.model.GetBranchKeyIdOutput;

/** The AWS Encryption SDK with its hierarchical keyring, and its lightest suite that commits to the key. */
final class EncryptionSdk implements Contestant {
    private final StubKms kms = new StubKms();
    private final AwsCrypto crypto = AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
            .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
            .build();
    private final IKeyring keyring;

    EncryptionSdk(int people) {
        this.keyring = BranchKeys.keyring(kms, people, input -> GetBranchKeyIdOutput.builder()
                .branchKeyId(input.encryptionContext().get("subject"))
                .build());
    }

    @Override
    public Object seal(int person, Object text) {
        return crypto.encryptData(keyring, (byte[]) text, Labels.context(person))
                .getResult();
    }

    @Override
    public Object open(int person, Object sealed) {
        return crypto.decryptData(keyring, (byte[]) sealed, Labels.context(person))
                .getResult();
    }

    @Override
    public int overhead(Object sealed, byte[] text) {
        return ((byte[]) sealed).length - text.length;
    }

    @Override
    public long kmsCalls() {
        return kms.calls();
    }
}
