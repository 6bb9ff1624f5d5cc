package dev.lethe.infra;

import dev.lethe.api.MasterKey;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.constructs.Construct;

/** The keys that stay. Whoever loses one of them loses what it protects, so that none is ever deleted with the stack. */
final class KeysStack extends Stack {
    private final Keys keys;

    KeysStack(Construct scope, String id, StackProps props, Deployment deployment) {
        super(scope, id, props);
        Tags.of(this).add(MasterKey.GUARDED_TAG, Boolean.toString(deployment.guarded()));
        var policies = new KeyPolicies(deployment);
        this.keys = new Keys(
                symmetric(
                        "Tables",
                        "Lethe: what DynamoDB and S3 keep",
                        deployment.named("tables"),
                        policies.tables(MemoryStack.bucketArn(deployment))),
                symmetric(
                        "Logs",
                        "Lethe: log lines and alarms",
                        deployment.named("logs"),
                        policies.logs(WatchStack.topicArn(deployment))),
                Map.of(
                        MasterKey.PSEUDONYM,
                        master(MasterKey.PSEUDONYM, "Lethe: wraps the keys of pseudonyms", deployment),
                        MasterKey.HOLD,
                        master(MasterKey.HOLD, "Lethe: wraps the keys of legal holds", deployment),
                        MasterKey.SIGNATURE,
                        Key.Builder.create(this, "Signature")
                                .description("Lethe: signs certificates")
                                .keySpec(KeySpec.ECC_NIST_P256)
                                .keyUsage(KeyUsage.SIGN_VERIFY)
                                .alias(MasterKey.SIGNATURE.alias(deployment.prefix()))
                                .policy(policies.signature())
                                .removalPolicy(RemovalPolicy.RETAIN)
                                .build()));
    }

    Keys keys() {
        return keys;
    }

    private IKey master(MasterKey key, String description, Deployment deployment) {
        return symmetric(
                key == MasterKey.HOLD ? "Hold" : "Pseudonym",
                description,
                key.alias(deployment.prefix()),
                new KeyPolicies(deployment).wrapping(key));
    }

    private IKey symmetric(String id, String description, String alias, PolicyDocument policy) {
        return Key.Builder.create(this, id)
                .description(description)
                .alias(alias)
                .policy(policy)
                // The key service keeps every version, so that what is wrapped stays so.
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }
}
