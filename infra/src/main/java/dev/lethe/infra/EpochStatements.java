package dev.lethe.infra;

import dev.lethe.api.MasterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/** What makes and retires epochs' keys may do so to them and to no other key, whatever keys the account has besides. */
final class EpochStatements {
    static final String RESOURCE_TAG = "aws:ResourceTag/" + MasterKey.ALIAS_TAG;
    private static final String REQUEST_TAG = "aws:RequestTag/" + MasterKey.ALIAS_TAG;

    /** Says whose a key is, or what becomes of it; changes nothing, and a key that is gone has no tag to know it by. */
    private static final List<String> LOOK = KeyPolicies.kms("DescribeKey", "ListResourceTags");

    private static final List<String> TAGGED = KeyPolicies.kms(
            "GetKeyPolicy", "DisableKey", "EnableKey", "CancelKeyDeletion", "ScheduleKeyDeletion", "UpdateAlias");

    private final Deployment deployment;
    private final String alias;

    EpochStatements(Deployment deployment) {
        this.deployment = deployment;
        this.alias = MasterKey.EPOCH.alias(deployment.prefix());
    }

    /** Every key of this account and region; what may really be used is for the conditions to say. */
    static String anyKey(Deployment deployment) {
        return arn(deployment, "key/*");
    }

    private static String arn(Deployment deployment, String what) {
        return "arn:" + Aws.PARTITION + ":kms:" + deployment.region() + ":" + deployment.account() + ":" + what;
    }

    List<Statement> of(List<String> actions) {
        var statements = new ArrayList<Statement>();
        // A key that is not there yet has no name: AWS takes nothing but * here.
        statements.add(Statement.may(
                "MakeEpochs",
                List.of("kms:CreateKey"),
                List.of("*"),
                Map.of(
                        "StringEquals",
                        Map.of(
                                REQUEST_TAG,
                                alias,
                                "kms:KeySpec",
                                "SYMMETRIC_DEFAULT",
                                "kms:KeyUsage",
                                "ENCRYPT_DECRYPT"),
                        "ForAllValues:StringEquals",
                        tagKeys())));
        // A list of keys belongs to no key: AWS takes nothing but * here.
        statements.add(Statement.may("ListKeys", List.of("kms:ListKeys"), List.of("*"), Map.of()));
        statements.add(Statement.may(
                "TagEpochs",
                List.of("kms:TagResource"),
                List.of(anyKey(deployment)),
                Map.of("StringEquals", Map.of(REQUEST_TAG, alias), "ForAllValues:StringEquals", tagKeys())));
        statements.add(Statement.may("LookAtKeys", LOOK, List.of(anyKey(deployment)), Map.of()));
        statements.add(Statement.may(
                "KeepEpochs",
                TAGGED,
                List.of(anyKey(deployment)),
                Map.of("StringEquals", Map.of(RESOURCE_TAG, alias))));
        statements.add(
                Statement.may("MoveAlias", List.of("kms:UpdateAlias"), List.of(arn(deployment, alias)), Map.of()));
        var allowed = statements.stream().flatMap(s -> s.actions().stream()).toList();
        if (!allowed.containsAll(actions) || !actions.containsAll(allowed)) {
            throw new IllegalStateException("the grant of epochs and its statements differ");
        }
        return statements;
    }

    private static Map<String, Object> tagKeys() {
        return Map.of("aws:TagKeys", List.of(MasterKey.ALIAS_TAG, MasterKey.EPOCH_TAG));
    }
}
