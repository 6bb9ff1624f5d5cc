package dev.lethe.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.constructs.Construct;

/** What answers and what works by itself. Holds nothing: it can be taken down and put up again. */
final class ServiceStack extends Stack {
    private final Api api;
    private final IEventBus bus;

    ServiceStack(
            Construct scope,
            String id,
            StackProps props,
            Deployment deployment,
            String asset,
            Keys keys,
            Memory memory,
            PeopleStack people) {
        super(scope, id, props);
        var functions = new Functions(this, deployment, asset, keys, memory);
        Findings.bring(this, deployment, functions);
        var timetable = new Construct(this, "Timetable");
        var _ = new Timetable(timetable, deployment, functions);
        var logs = new LogGroups(deployment, keys.logs())
                .named(this, "ApiLogs", LogGroups.VENDED + deployment.named("api"));
        this.api = new Api(this, deployment, functions, people, logs);
        this.bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(dev.lethe.api.EventBus.SUITE.deployedName(deployment.prefix()))
                .description("Lethe: what the suite tells other systems")
                .build();
        output("ApiUrl", api.url());
        output("BusName", bus.getEventBusName());
    }

    Api api() {
        return api;
    }

    IEventBus bus() {
        return bus;
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
