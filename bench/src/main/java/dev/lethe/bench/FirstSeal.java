package dev.lethe.bench;

import dev.lethe.api.MasterKey;
import dev.lethe.aws.KmsKeyWrap;
import java.util.Map;

/** A program that seals one text and ends: what a cold start is measured by. Without lambdas of its own, which take time too. */
public final class FirstSeal {
    static final String NOTHING = "nothing";
    static final String BARE = "bare";
    static final String LETHE = "lethe";
    static final String LETHE_KMS = "lethe-kms";
    static final String TINK = "tink";
    static final String ESDK = "esdk";
    static final String DBESDK_KMS = "dbesdk-kms";
    static final String DBESDK_BRANCH = "dbesdk-branch";

    /** Seals with whom the argument names. */
    public static void main(String[] arguments) {
        if (arguments[0].equals(NOTHING)) {
            return;
        }
        var contestant = contestant(arguments[0]);
        if (contestant.seal(0, contestant.holding(new byte[2_048])) == null) {
            throw new IllegalStateException("sealing answers");
        }
    }

    private static Contestant contestant(String name) {
        return switch (name) {
            case BARE -> new BareGcm(Labels.bytes());
            case LETHE -> LetheVault.inMemory(1);
            case LETHE_KMS -> withKms();
            case TINK -> new TinkAead(1);
            case ESDK -> new EncryptionSdk(1);
            case DBESDK_KMS -> DatabaseSdk.withKms();
            case DBESDK_BRANCH -> DatabaseSdk.withBranchKeys(1);
            default -> throw new IllegalArgumentException("Nobody of that name takes part");
        };
    }

    /** With the adapter that runs on AWS, before a client that answers at once. */
    private static Contestant withKms() {
        var kms = new StubKms();
        return new LetheVault(1, new KmsKeyWrap(kms, Map.of(MasterKey.EPOCH, StubKms.KEY), () -> "table"), kms::calls);
    }

    private FirstSeal() {}
}
