package dev.lethe.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.EventBus;
import software.amazon.awscdk.services.events.targets.EventBusProps;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Who is told when a promise is in danger. */
final class WatchStack extends Stack {
    WatchStack(Construct scope, String id, StackProps props, Deployment deployment, Keys keys, ServiceStack service) {
        super(scope, id, props);
        var topic = topic(deployment, keys);
        var apiId = service.api().id();
        var _ = new Alarms(new Construct(this, "Alarms"), deployment, topic, apiId);
        Board.put(this, deployment, apiId);
        Rule.Builder.create(this, "AlarmsToBus")
                .ruleName(deployment.named("alarms-to-bus"))
                .description("What alarms tell people, other systems hear on the suite's own bus")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.cloudwatch"))
                        .detailType(List.of("CloudWatch Alarm State Change"))
                        .detail(Map.of("alarmName", List.of(Map.of("prefix", deployment.named("")))))
                        .build())
                .targets(List.of(new EventBus(
                        service.bus(),
                        EventBusProps.builder()
                                .role(forwarder(deployment, service))
                                .build())))
                .build();
        Escalations.tell(this, deployment, service.bus(), topic);
        CfnOutput.Builder.create(this, "AlarmTopicArn")
                .value(topic.getTopicArn())
                .build();
    }

    private IRole forwarder(Deployment deployment, ServiceStack service) {
        return Role.Builder.create(this, "Forwarder")
                .roleName(deployment.namedHere("forwarder"))
                .assumedBy(new ServicePrincipal("events.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "forward",
                        Statement.document(List.of(Statement.may(
                                "Forward",
                                List.of("events:PutEvents"),
                                List.of(service.bus().getEventBusArn()),
                                Map.of())))))
                .build()
                .withoutPolicyUpdates();
    }

    private ITopic topic(Deployment deployment, Keys keys) {
        var topic = Topic.Builder.create(this, "Told")
                .topicName(topicName(deployment))
                // By its ARN only: otherwise each source of alarms would be let into the key's policy, without a
                // condition.
                .masterKey(Key.fromKeyArn(this, "LogsKey", keys.logs().getKeyArn()))
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfOurs")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", deployment.account())))
                .build());
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("EscalationsOfOurs")
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", Escalations.ruleArn(deployment))))
                .build());
        deployment.alarmMail().ifPresent(mail -> topic.addSubscription(new EmailSubscription(mail)));
        return topic;
    }

    private static String topicName(Deployment deployment) {
        return deployment.named("alarms");
    }

    static String topicArn(Deployment deployment) {
        return "arn:" + Aws.PARTITION + ":sns:" + deployment.region() + ":" + deployment.account() + ":"
                + topicName(deployment);
    }
}
