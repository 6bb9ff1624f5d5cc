package dev.lethe.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Log lines are encrypted, and end. */
final class LogGroups {
    /** Where the gateway's lines go: below this name CloudWatch lets services write without a policy for each group. */
    static final String VENDED = "/aws/vendedlogs/";

    static final String FUNCTIONS = "/aws/lambda/";

    /** For how many days lines can be kept. */
    static final Map<Integer, RetentionDays> DAYS = new TreeMap<>(Map.of(
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR));

    private final Deployment deployment;
    private final IKey key;

    LogGroups(Deployment deployment, IKey key) {
        this.deployment = deployment;
        this.key = key;
    }

    LogGroup named(Construct scope, String id, String name) {
        return LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .retention(DAYS.get(deployment.logDays()))
                .encryptionKey(key)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
