package dev.lethe.aws;

import dev.lethe.api.MasterKey;
import dev.lethe.epoch.EpochKeys;
import dev.lethe.epoch.EpochRules;
import dev.lethe.kernel.KeyUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * Epochs' keys in KMS. Each is tagged with the alias it is made for and its number, so that one which was made by a run that was
 * then cut off is found again, and policies can name them before they exist.
 */
public final class KmsEpochKeys implements EpochKeys {
    private static final int KEYS_PAGE_MAX = 100;
    private static final int KEYS_PAGES_MAX = 1_000;

    private final KmsClient kms;
    private final String alias;

    public KmsEpochKeys(KmsClient kms, String alias) {
        this.kms = kms;
        this.alias = alias;
    }

    @Override
    public String current() {
        return describe(alias).arn();
    }

    @Override
    public Instant madeAt(String arn) {
        return describe(arn).creationDate();
    }

    @Override
    public String make(int number) {
        return made(number).orElseGet(() -> create(number));
    }

    /**
     * A new key has the policy of the one in use, so that what it demands of everybody it demands for ever. That the maker
     * could change the policy is not asked for: whoever rotates keys may not change any.
     */
    private String create(int number) {
        var policy =
                KmsKeyWrap.call(() -> kms.getKeyPolicy(r -> r.keyId(current())).policy());
        return KmsKeyWrap.call(() -> kms.createKey(r -> r.description("Lethe: wraps the keys of epoch " + number)
                        .policy(policy)
                        .bypassPolicyLockoutSafetyCheck(true)
                        .tags(tags(number)))
                .keyMetadata()
                .arn());
    }

    /** Whatever a run that was cut off has made. */
    private Optional<String> made(int number) {
        var tags = tags(number);
        var marker = Optional.<String>empty();
        for (var page = 0; page < KEYS_PAGES_MAX; page++) {
            var from = marker;
            var keys = KmsKeyWrap.call(
                    () -> kms.listKeys(r -> r.limit(KEYS_PAGE_MAX).marker(from.orElse(null))));
            for (var key : keys.keys()) {
                if (tagsOf(key.keyArn()).containsAll(tags) && condition(key.keyArn()) instanceof Condition.Enabled) {
                    return Optional.of(key.keyArn());
                }
            }
            if (!keys.truncated()) {
                return Optional.empty();
            }
            marker = Optional.of(keys.nextMarker());
        }
        throw new IllegalStateException("an account has fewer keys");
    }

    private List<Tag> tagsOf(String arn) {
        try {
            return KmsKeyWrap.call(() -> kms.listResourceTags(r -> r.keyId(arn)).tags());
        } catch (KeyUnavailable e) {
            return switch (e.reason()) {
                // Deleted since it was listed; or somebody else's key, whose policy keeps its tags to itself.
                case GONE, DENIED -> List.of();
                case UNREACHABLE, THROTTLED, DISABLED, STATE, CONTEXT, REFUSED -> throw e;
            };
        }
    }

    private List<Tag> tags(int number) {
        return List.of(
                Tag.builder().tagKey(MasterKey.ALIAS_TAG).tagValue(alias).build(),
                Tag.builder()
                        .tagKey(MasterKey.EPOCH_TAG)
                        .tagValue(Integer.toString(number))
                        .build());
    }

    @Override
    public void use(String arn) {
        KmsKeyWrap.call(() -> kms.updateAlias(r -> r.aliasName(alias).targetKeyId(arn)));
    }

    @Override
    public Condition condition(String arn) {
        return KmsKeyWrap.call(() -> {
            try {
                var key = kms.describeKey(r -> r.keyId(arn)).keyMetadata();
                return switch (key.keyState()) {
                    case ENABLED -> new Condition.Enabled();
                    case PENDING_DELETION -> new Condition.Deleting(key.deletionDate());
                    default -> new Condition.Disabled();
                };
            } catch (NotFoundException _) {
                return new Condition.Gone();
            }
        });
    }

    @Override
    public void disable(String arn) {
        if (condition(arn) instanceof Condition.Enabled) {
            KmsKeyWrap.call(() -> kms.disableKey(r -> r.keyId(arn)));
        }
    }

    @Override
    public void enable(String arn) {
        if (condition(arn) instanceof Condition.Deleting) {
            KmsKeyWrap.call(() -> kms.cancelKeyDeletion(r -> r.keyId(arn)));
        }
        KmsKeyWrap.call(() -> kms.enableKey(r -> r.keyId(arn)));
    }

    @Override
    public Instant delete(String arn) {
        return KmsKeyWrap.call(() -> {
            try {
                return kms.scheduleKeyDeletion(r ->
                                r.keyId(arn).pendingWindowInDays(Math.toIntExact(EpochRules.DELETION_WINDOW.toDays())))
                        .deletionDate();
            } catch (KmsInvalidStateException e) {
                // A run that was cut off has asked already.
                if (condition(arn) instanceof Condition.Deleting(var at)) {
                    return at;
                }
                throw e;
            }
        });
    }

    private KeyMetadata describe(String key) {
        return KmsKeyWrap.call(() -> kms.describeKey(r -> r.keyId(key)).keyMetadata());
    }
}
