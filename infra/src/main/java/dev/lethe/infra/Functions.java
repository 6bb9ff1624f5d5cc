package dev.lethe.infra;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LambdaRuntimeProps;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Every function of {@link Fn}: one jar, and for each its own role, log group and, where nobody waits for the answer, a queue. */
final class Functions {
    static final String ALIAS = "live";

    /** How long a run that found the function busy is kept: meanwhile the next ones have taken over its work. */
    private static final Duration WAITING = Duration.hours(6);

    /** How often an event is given again: as often as Lambda lets it. */
    private static final int EVENT_RETRIES = 2;

    // The SDK for Java of this version of CDK knows no such constant yet.
    private static final Runtime JAVA_25 = new Runtime(
            "java25",
            RuntimeFamily.JAVA,
            LambdaRuntimeProps.builder().supportsSnapStart(true).build());

    /** Where Lambda puts what is in a layer. */
    private static final String LAYERS = "/opt";

    private final Map<Fn, Alias> live = new EnumMap<>(Fn.class);
    private final Deployment deployment;
    private final String asset;
    private final List<ILayerVersion> layers;

    Functions(Construct scope, Deployment deployment, String asset, Keys keys, Memory memory) {
        this.deployment = deployment;
        this.asset = asset;
        this.layers = deployment.regimes().stream()
                .<ILayerVersion>map(directory -> regimes(scope, directory))
                .toList();
        var roles = new Roles(deployment, keys, memory);
        var logGroups = new LogGroups(deployment, keys.logs());
        for (var fn : Fn.values()) {
            var own = new Construct(scope, MemoryStack.words(fn.name()));
            var logs = logGroups.named(own, "Logs", LogGroups.FUNCTIONS + fn.deployedName(deployment.prefix()));
            var failed = hasQueue(fn)
                    ? Optional.of(Queues.named(own, "Failed", Queues.failed(deployment, fn)))
                    : Optional.<IQueue>empty();
            var function = function(own, fn, roles, logs, failed);
            var alias = alias(own, fn, function, failed);
            live.put(fn, alias);
            fn.stream().ifPresent(table -> Streams.deliver(own, fn, table, memory, alias, failed.orElseThrow()));
        }
    }

    /** Whether what a function fails at is put aside: of an HTTP call its caller knows at once. */
    static boolean hasQueue(Fn fn) {
        return fn.trigger() != Fn.Trigger.HTTP;
    }

    /** What answers calls: the version that is live. */
    Alias of(Fn fn) {
        return Objects.requireNonNull(live.get(fn), "every function is made");
    }

    /** Regimes of the operator's own. A rollback goes back to the layer that was there before. */
    private LayerVersion regimes(Construct scope, String directory) {
        return LayerVersion.Builder.create(scope, "Regimes")
                .layerVersionName(deployment.named("regimes"))
                .code(Code.fromAsset(directory))
                .compatibleRuntimes(List.of(JAVA_25))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /**
     * A function. The JVM is left as Lambda's runtime sets it up: with SnapStart, code is compiled before the snapshot is taken, and
     * stopping the compiler at its first level would only make every request after it slower
     * (https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html).
     */
    private Function function(Construct own, Fn fn, Roles roles, ILogGroup logs, Optional<IQueue> failed) {
        var builder = Function.Builder.create(own, "Function")
                .functionName(fn.deployedName(deployment.prefix()))
                .runtime(JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(fn.trigger().entryPoint())
                .code(Code.fromAsset(asset))
                .memorySize(fn.memoryMegabytes())
                .timeout(Duration.seconds(fn.timeout().toSeconds()))
                .environment(environment(fn))
                .layers(layers)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .logGroup(logs)
                .role(roles.of(own, fn, logs, failed).withoutPolicyUpdates())
                // A rollback is the alias on the version before, so that one has to be there.
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());
        if (fn.trigger() == Fn.Trigger.SCHEDULE && deployment.reservedConcurrency()) {
            // Two at once would do the same work twice, and each undo nothing of the other's.
            builder.reservedConcurrentExecutions(1);
        }
        return builder.build();
    }

    private Alias alias(Construct own, Fn fn, Function function, Optional<IQueue> failed) {
        var builder = Alias.Builder.create(own, "Live").aliasName(ALIAS).version(function.getCurrentVersion());
        if (fn.trigger() == Fn.Trigger.EVENT) {
            // Lambda tries again what failed for a while, and puts the whole event aside in the end: nothing is lost.
            builder.retryAttempts(EVENT_RETRIES)
                    .maxEventAge(WAITING)
                    .onFailure(new SqsDestination(failed.orElseThrow()));
        }
        if (fn.trigger() == Fn.Trigger.SCHEDULE) {
            // What a run leaves undone the next takes up: it is put aside to be seen, not to be done again.
            builder.retryAttempts(0).maxEventAge(WAITING).onFailure(new SqsDestination(failed.orElseThrow()));
        }
        return builder.build();
    }

    /** Exactly what a function reads; names only. */
    Map<String, String> environment(Fn fn) {
        var variables = new TreeMap<String, String>();
        for (var table : Table.values()) {
            variables.put(table.variable(), table.deployedName(deployment.prefix()));
        }
        for (var key : MasterKey.values()) {
            variables.put(key.variable(), key.alias(deployment.prefix()));
        }
        for (var bucket : Bucket.values()) {
            variables.put(
                    bucket.variable(),
                    bucket.deployedName(deployment.prefix(), deployment.account(), deployment.region()));
        }
        for (var bus : EventBus.values()) {
            variables.put(bus.variable(), bus.deployedName(deployment.prefix()));
        }
        variables.put(Fn.VARIABLE, fn.name());
        deployment.regimes().ifPresent(_ -> variables.put(Fn.REGIMES_VARIABLE, LAYERS));
        return variables;
    }
}
