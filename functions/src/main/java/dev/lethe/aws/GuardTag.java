package dev.lethe.aws;

import dev.lethe.api.MasterKey;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Whether a deployment is guarded: its tables refuse to be deleted. A tag of a key that stays says so, for a table that is restored
 * comes without tags and without protection, and a key is never restored.
 */
public final class GuardTag {
    private final KmsClient kms;
    private final String alias;

    /** @param alias of a key that stays */
    public GuardTag(KmsClient kms, String alias) {
        this.kms = kms;
        this.alias = alias;
    }

    /**
     * Asks. Where nothing is said a deployment counts as guarded, for protection too much is undone by one command.
     *
     * @throws dev.lethe.kernel.KeyUnavailable when the key service does not answer or refuses
     */
    public boolean guarded() {
        return KmsKeyWrap.call(() -> {
            // Tags are told by a key's ARN only. It has at most 50, which are one page.
            var arn = kms.describeKey(r -> r.keyId(alias)).keyMetadata().arn();
            return kms.listResourceTags(r -> r.keyId(arn)).tags().stream()
                    .filter(tag -> tag.tagKey().equals(MasterKey.GUARDED_TAG))
                    .allMatch(tag -> Boolean.parseBoolean(tag.tagValue()));
        });
    }
}
