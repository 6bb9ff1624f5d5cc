package dev.lethe.infra;

import dev.lethe.api.Fn;
import dev.lethe.api.Ping;
import dev.lethe.api.Schedule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Everything that runs by the clock, and a daily ping for every function so that its snapshot is not given up. */
final class Timetable {
    static final Duration PING_EVERY = Duration.ofDays(1);
    static final int PING_WINDOW_MINUTES = 60;
    static final int RETRIES_MAX = 3;

    private final Construct scope;
    private final Deployment deployment;
    private final Functions functions;
    private final CfnScheduleGroup group;
    private final Role role;
    private final IQueue missed;

    Timetable(Construct scope, Deployment deployment, Functions functions) {
        this.scope = scope;
        this.deployment = deployment;
        this.functions = functions;
        this.group = CfnScheduleGroup.Builder.create(scope, "Clock")
                .name(deployment.prefix())
                .build();
        this.missed = Queues.named(scope, "Missed", Queues.missed(deployment));
        this.role = role();
        for (var schedule : Schedule.values()) {
            // Nothing waits longer than until the next of its kind.
            put(words(schedule.name()), schedule.fn(), schedule.every(), 0, event(), schedule.every());
        }
        for (var fn : Fn.values()) {
            put("Ping" + words(fn.name()), fn, PING_EVERY, PING_WINDOW_MINUTES, Ping.EVENT, Duration.ofHours(1));
        }
    }

    /** May invoke what is live, and put aside what it could not. */
    private Role role() {
        return Role.Builder.create(scope, "ClockRole")
                .roleName(deployment.namedHere("clock"))
                .assumedBy(ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", deployment.account())))
                        .build())
                .inlinePolicies(Map.of(
                        "clock",
                        Statement.document(List.of(
                                Statement.may(
                                        "InvokeWhatIsLive",
                                        List.of("lambda:InvokeFunction"),
                                        Arrays.stream(Fn.values())
                                                .map(fn -> functions.of(fn).getFunctionArn())
                                                .toList(),
                                        Map.of()),
                                Statement.may(
                                        "PutAsideWhatWasMissed",
                                        List.of("sqs:SendMessage"),
                                        List.of(missed.getQueueArn()),
                                        Map.of())))))
                .build();
    }

    private void put(String id, Fn fn, Duration every, int windowMinutes, String event, Duration age) {
        var window = CfnSchedule.FlexibleTimeWindowProperty.builder().mode(windowMinutes == 0 ? "OFF" : "FLEXIBLE");
        if (windowMinutes > 0) {
            window.maximumWindowInMinutes(windowMinutes);
        }
        CfnSchedule.Builder.create(scope, "Every" + id)
                .name(deployment.named(id.toLowerCase(Locale.ROOT)))
                .groupName(group.getRef())
                .scheduleExpression(rate(every))
                .flexibleTimeWindow(window.build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(functions.of(fn).getFunctionArn())
                        .roleArn(role.getRoleArn())
                        .input(event)
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(missed.getQueueArn())
                                .build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(RETRIES_MAX)
                                .maximumEventAgeInSeconds(age.toSeconds())
                                .build())
                        .build())
                .build();
    }

    static String rate(Duration every) {
        var minutes = every.toMinutes();
        return "rate(" + minutes + (minutes == 1 ? " minute)" : " minutes)");
    }

    /**
     * What a scheduled function reads. The scheduler's own event would not do: there {@code detail} is text
     * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html).
     */
    private String event() {
        return """
            {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
            "source":"aws.scheduler","account":"%s","time":"<aws.scheduler.scheduled-time>","region":"%s",\
            "resources":["<aws.scheduler.schedule-arn>"],"detail":{}}\
            """.formatted(deployment.account(), deployment.region());
    }

    private static String words(String constant) {
        return MemoryStack.words(constant);
    }
}
