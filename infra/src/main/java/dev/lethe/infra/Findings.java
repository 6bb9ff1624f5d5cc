package dev.lethe.infra;

import dev.lethe.api.Fn;
import java.util.List;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/**
 * What AWS's detectors find in the account, brought to its function. Where none is switched on there is nothing to bring. EventBridge tries for
 * a day; what the function then fails at it puts aside by itself.
 */
final class Findings {

    static void bring(Construct scope, Deployment deployment, Functions functions) {
        Rule.Builder.create(scope, "FindingsRule")
                .ruleName(deployment.named("findings"))
                .description("What GuardDuty and Macie find opens an incident that somebody has to look at")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.guardduty", "aws.macie"))
                        .detailType(List.of("GuardDuty Finding", "Macie Finding"))
                        .build())
                .targets(List.of(
                        LambdaFunction.Builder.create(functions.of(Fn.FINDINGS)).build()))
                .build();
    }

    private Findings() {}
}
