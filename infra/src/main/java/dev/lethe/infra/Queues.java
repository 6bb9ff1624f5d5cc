package dev.lethe.infra;

import dev.lethe.api.Fn;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where what failed is put aside, for somebody to look at: pointers into streams and the schedules' own events, no content. */
final class Queues {
    /** The longest that SQS keeps anything. */
    private static final Duration KEPT = Duration.days(14);

    static String failed(Deployment deployment, Fn fn) {
        return fn.deployedName(deployment.prefix()) + "-failed";
    }

    /** Where runs go that the scheduler could not even begin. */
    static String missed(Deployment deployment) {
        return deployment.named("missed");
    }

    static IQueue named(Construct scope, String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT)
                .build();
    }

    private Queues() {}
}
