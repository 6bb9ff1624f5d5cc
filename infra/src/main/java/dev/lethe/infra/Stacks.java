package dev.lethe.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/** The stacks of one deployment, each for one promise. Those further down are built on those above. */
final class Stacks {
    private static final String DEPLOYMENT_TAG = "lethe:deployment";

    private final FirstEpochStack firstEpoch;
    private final KeysStack keys;
    private final MemoryStack memory;
    private final PeopleStack people;
    private final ServiceStack service;
    private final WatchStack watch;
    private final Optional<OperatorStack> operator;

    /**
     * Makes them.
     *
     * @param asset the zip of the functions
     */
    Stacks(App app, Deployment deployment, String asset) {
        this.firstEpoch = new FirstEpochStack(
                app,
                deployment.named("first-epoch"),
                props(deployment, "Lethe: the first epoch's key; deployed once, never updated"),
                deployment);
        this.keys = new KeysStack(
                app, deployment.named("keys"), props(deployment, "Lethe: the keys that stay"), deployment);
        this.memory = new MemoryStack(
                app, deployment.named("memory"), props(deployment, "Lethe: what remembers"), deployment, keys.keys());
        this.people =
                new PeopleStack(app, deployment.named("people"), props(deployment, "Lethe: who may call"), deployment);
        this.service = new ServiceStack(
                app,
                deployment.named("service"),
                props(deployment, "Lethe: what answers and what works by itself"),
                deployment,
                asset,
                keys.keys(),
                memory.memory(),
                people);
        this.watch = new WatchStack(
                app,
                deployment.named("watch"),
                props(deployment, "Lethe: who is told when a promise is in danger"),
                deployment,
                keys.keys(),
                service);
        this.operator = Optional.of(deployment)
                .filter(named -> !named.operators().principals().isEmpty())
                .map(named -> new OperatorStack(
                        app,
                        named.named("operator"),
                        props(named, "Lethe: who may run an operator's commands"),
                        named,
                        keys.keys(),
                        memory.memory()));
        // What is never updated is not tagged: a change of tags would be one.
        all().stream().filter(stack -> stack != firstEpoch).forEach(stack -> tag(stack, deployment));
    }

    /** Each by what its promise is called. */
    List<Stack> all() {
        return Stream.concat(
                        Stream.of(firstEpoch, keys, memory, people, service, watch),
                        operator.<Stack>map(stack -> stack).stream())
                .toList();
    }

    private static void tag(Stack stack, Deployment deployment) {
        // CloudFormation has not taken tags of dashboards for long, and cfn-lint still does not.
        var where = TagProps.builder()
                .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard"))
                .build();
        Tags.of(stack).add(DEPLOYMENT_TAG, deployment.prefix(), where);
        deployment.tags().forEach((key, value) -> Tags.of(stack).add(key, value, where));
    }

    private static StackProps props(Deployment deployment, String description) {
        return StackProps.builder()
                .env(Environment.builder()
                        .account(deployment.account())
                        .region(deployment.region())
                        .build())
                .description(description)
                .terminationProtection(deployment.guarded())
                .build();
    }
}
