package dev.lethe.infra;

import dev.lethe.api.EventBus;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** What the suite's own bus tells of incidents is told to the people who hear of alarms, too. */
final class Escalations {

    static void tell(Construct scope, Deployment deployment, IEventBus bus, ITopic topic) {
        CfnRule.Builder.create(scope, "Escalations")
                .name(ruleName(deployment))
                .description("Of a new incident, and of time that runs out, people are told at once")
                .eventBusName(bus.getEventBusName())
                .eventPattern(Map.of("source", List.of(EventBus.SOURCE), "detail-type", EventBus.URGENT))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("People")
                        .arn(topic.getTopicArn())
                        .inputTransformer(CfnRule.InputTransformerProperty.builder()
                                .inputPathsMap(Map.of(
                                        "what", "$.detail-type",
                                        "incident", "$.detail.incident",
                                        "tenant", "$.detail.tenant",
                                        "drill", "$.detail.drill",
                                        "percent", "$.detail.percent",
                                        "due", "$.detail.dueAt"))
                                .inputTemplate("""
                                    "<what>: incident <incident> of <tenant> (drill: <drill>)."
                                    "Of the time for what has to be done <percent> % are over; the first of it is due at <due>."
                                    "GET /v1/incidents/<incident>/obligations says what it is."\
                                    """)
                                .build())
                        .build()))
                .build();
    }

    private static String ruleName(Deployment deployment) {
        return deployment.named("escalations");
    }

    /** A rule of a bus of one's own has the bus in its ARN. */
    static String ruleArn(Deployment deployment) {
        return "arn:" + Aws.PARTITION + ":events:" + deployment.region() + ":" + deployment.account() + ":rule/"
                + EventBus.SUITE.deployedName(deployment.prefix()) + "/" + ruleName(deployment);
    }

    private Escalations() {}
}
