package dev.lethe.infra;

import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;

/**
 * Who may do what with a key, whatever IAM says elsewhere. The account's administrators may look after every key and use none
 * of them by that; whoever uses one has to be permitted by IAM too, and to name what the key is for.
 */
final class KeyPolicies {
    private static final List<String> CARE = kms(
            "DescribeKey",
            "GetKeyPolicy",
            "ListKeyPolicies",
            "PutKeyPolicy",
            "GetKeyRotationStatus",
            "ListKeyRotations",
            "EnableKeyRotation",
            "DisableKeyRotation",
            "ListResourceTags",
            "TagResource",
            "UntagResource",
            "CreateAlias",
            "UpdateAlias",
            "DeleteAlias",
            "UpdateKeyDescription",
            "EnableKey",
            "DisableKey",
            "ScheduleKeyDeletion",
            "CancelKeyDeletion");

    private static final List<String> WRAPPING = kms("GenerateDataKey", "Decrypt", "ReEncryptFrom", "ReEncryptTo");

    /** Everything by which a key could be used in another way than these. */
    private static final List<String> USE = kms("Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*", "CreateGrant");

    private final Deployment deployment;

    KeyPolicies(Deployment deployment) {
        this.deployment = deployment;
    }

    /** For keys that wrap keys: with the whole context, and of the kinds that are theirs. */
    PolicyDocument wrapping(MasterKey key) {
        var all = new ArrayList<Statement>();
        all.add(care());
        all.add(Statement.allow("UseWithContext", root(), WRAPPING, context(key)));
        // An Allow without its context is nobody's. The rest holds against grants, and against whoever adds to this
        // policy.
        all.add(Statement.deny(
                "NothingOfAnotherApp", USE, Map.of("StringNotEquals", Map.of(contextKey("app"), MasterKey.APP))));
        all.add(Statement.deny(
                "NothingOfAnotherKind", USE, Map.of("StringNotEquals", Map.of(contextKey("kind"), key.kinds()))));
        if (key == MasterKey.HOLD) {
            all.addAll(legalOnly());
        }
        if (key != MasterKey.EPOCH) {
            all.add(noEpoch());
        }
        return Statement.document(all);
    }

    /** What legal holds keep is for the legal role, and for an operator who restores or verifies it, where there is any. */
    private List<Statement> legalOnly() {
        var legal = Stream.concat(
                        roles(fn -> fn.grants().contains(Grant.HOLDS)),
                        deployment.operators().principals().isEmpty()
                                ? Stream.empty()
                                : Stream.of(Roles.operatorArn(deployment)))
                .toList();
        return List.of(
                Statement.deny(
                        "LegalOnly",
                        kms("GenerateDataKey", "Decrypt"),
                        Map.of("ArnNotEquals", Map.of("aws:PrincipalArn", legal))),
                // What is wrapped anew under somebody's own key could be unwrapped there.
                Statement.deny(
                        "NeverUnderAnotherKey",
                        kms("ReEncryptFrom", "ReEncryptTo"),
                        Map.of("Bool", Map.of("kms:ReEncryptOnSameKey", "false"))));
    }

    /** For the key that signs. */
    PolicyDocument signature() {
        return Statement.document(List.of(
                care(),
                Statement.allow(
                        "SignDigests",
                        root(),
                        kms("Sign", "Verify"),
                        Map.of(
                                "StringEquals",
                                Map.of("kms:SigningAlgorithm", "ECDSA_SHA_256", "kms:MessageType", "DIGEST"))),
                Statement.allow("ReadPublicKey", root(), kms("GetPublicKey"), Map.of()),
                noEpoch()));
    }

    /**
     * For what DynamoDB and S3 keep. Whoever they serve needs no permission of their own: DynamoDB asks with the context of one of
     * our tables, a restored copy included, S3 with that of the bucket of checkpoints
     * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html).
     */
    PolicyDocument tables(String bucketArn) {
        var dynamo = "dynamodb." + deployment.region() + ".amazonaws.com";
        var s3 = "s3." + deployment.region() + ".amazonaws.com";
        var use = kms("Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*");
        return Statement.document(List.of(
                care(),
                Statement.allow(
                        "TablesByDynamo",
                        Map.of("AWS", "*"),
                        use,
                        Map.of(
                                "StringEquals", via(dynamo),
                                "StringLike",
                                        Map.of(
                                                contextKey("aws:dynamodb:tableName"),
                                                deployment.named("*"),
                                                contextKey("aws:dynamodb:subscriberId"),
                                                deployment.account()))),
                Statement.allow(
                        "GrantsToDynamo",
                        Map.of("AWS", "*"),
                        kms("CreateGrant"),
                        Map.of("StringEquals", via(dynamo), "Bool", Map.of("kms:GrantIsForAWSResource", "true"))),
                Statement.allow(
                        "LookByDynamo", Map.of("AWS", "*"), kms("DescribeKey"), Map.of("StringEquals", via(dynamo))),
                Statement.allow(
                        "CheckpointsByS3",
                        Map.of("AWS", "*"),
                        kms("Decrypt", "GenerateDataKey"),
                        Map.of(
                                "StringEquals",
                                via(s3),
                                "StringLike",
                                Map.of(contextKey("aws:s3:arn"), bucketArn + "*"))),
                noEpoch()));
    }

    /** For log lines and alarms: each service with the context of what is ours. */
    PolicyDocument logs(String topicArn) {
        return Statement.document(List.of(
                care(),
                Statement.allow(
                        "LogsOfOurs",
                        Map.of("Service", "logs." + deployment.region() + ".amazonaws.com"),
                        kms("Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*", "DescribeKey"),
                        Map.of(
                                "ArnLike",
                                Map.of(
                                        contextKey("aws:logs:arn"),
                                        List.of(
                                                logGroups(LogGroups.FUNCTIONS + deployment.named("*")),
                                                logGroups(LogGroups.VENDED + deployment.named("*")))))),
                Statement.allow(
                        "AlarmsOfOurs",
                        Map.of("Service", "cloudwatch.amazonaws.com"),
                        kms("Decrypt", "GenerateDataKey"),
                        Map.of("StringEquals", Map.of(contextKey("aws:sns:topicArn"), topicArn))),
                Statement.allow(
                        "EscalationsOfOurs",
                        Map.of("Service", "events.amazonaws.com"),
                        kms("Decrypt", "GenerateDataKey"),
                        Map.of("StringEquals", Map.of(contextKey("aws:sns:topicArn"), topicArn))),
                noEpoch()));
    }

    private Statement care() {
        return Statement.allow("Care", root(), CARE, Map.of());
    }

    /** Rotation may do to epochs' keys, known by their tag, what it may do to no other: so no other can be tagged as one. */
    private Statement noEpoch() {
        return Statement.deny(
                "NeverAnEpoch",
                kms("TagResource"),
                Map.of("ForAnyValue:StringEquals", Map.of("aws:TagKeys", List.of(MasterKey.ALIAS_TAG))));
    }

    /** The whole context that the functions send, and nothing beside it. */
    private static Map<String, Map<String, Object>> context(MasterKey key) {
        var there = new LinkedHashMap<String, Object>();
        MasterKey.CONTEXT.forEach(name -> there.put(contextKey(name), "false"));
        return Map.of(
                "StringEquals", Map.of(contextKey("app"), MasterKey.APP, contextKey("kind"), key.kinds()),
                "Null", there,
                "ForAllValues:StringEquals", Map.of("kms:EncryptionContextKeys", MasterKey.CONTEXT));
    }

    /** The condition key of one name of the encryption context. */
    static String contextKey(String name) {
        return "kms:EncryptionContext:" + name;
    }

    static List<String> kms(String... actions) {
        return Arrays.stream(actions).map(action -> "kms:" + action).toList();
    }

    private Map<String, Object> via(String service) {
        return Map.of("kms:CallerAccount", deployment.account(), "kms:ViaService", service);
    }

    private Stream<String> roles(Predicate<Fn> whose) {
        return Arrays.stream(Fn.values()).filter(whose).map(fn -> Roles.arn(deployment, fn));
    }

    private Map<String, Object> root() {
        return Map.of("AWS", "arn:" + Aws.PARTITION + ":iam::" + deployment.account() + ":root");
    }

    private String logGroups(String name) {
        return "arn:" + Aws.PARTITION + ":logs:" + deployment.region() + ":" + deployment.account() + ":log-group:"
                + name;
    }
}
