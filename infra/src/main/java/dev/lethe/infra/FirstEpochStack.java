package dev.lethe.infra;

import dev.lethe.api.MasterKey;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.constructs.Construct;

/**
 * The key that the first epoch begins with, and the alias that says which key is in use. Deployed once: from then on both are the
 * rotation's, which gives each new key the policy of the one before, moves the alias, and deletes this key after a month.
 * Nothing refers to this stack, and it is never updated; a new policy is put on the key in use by hand.
 */
final class FirstEpochStack extends Stack {
    FirstEpochStack(Construct scope, String id, StackProps props, Deployment deployment) {
        super(scope, id, props);
        var alias = MasterKey.EPOCH.alias(deployment.prefix());
        var key = Key.Builder.create(this, "Epoch")
                .description("Lethe: wraps the keys of epoch 1")
                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                .keyUsage(KeyUsage.ENCRYPT_DECRYPT)
                .policy(new KeyPolicies(deployment).wrapping(MasterKey.EPOCH))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Tags.of(key).add(MasterKey.ALIAS_TAG, alias);
        Tags.of(key).add(MasterKey.EPOCH_TAG, "1");
        Alias.Builder.create(this, "InUse")
                .aliasName(alias)
                .targetKey(key)
                .build()
                .applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
}
