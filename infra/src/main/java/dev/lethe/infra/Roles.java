package dev.lethe.infra;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.api.OperatorCommand;
import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * One role per function, and one for an operator's commands, made of its grants and of nothing else but what every function needs to run. Nothing that CDK would add
 * by itself gets in.
 */
final class Roles {
    /** The longest that IAM lets a session last; an operator's command may take as long. */
    private static final Duration SESSION_MAX = Duration.hours(12);

    private static final String LIST = "s3:ListBucket";

    private final Deployment deployment;
    private final Keys keys;
    private final Memory memory;

    Roles(Deployment deployment, Keys keys, Memory memory) {
        this.deployment = deployment;
        this.keys = keys;
        this.memory = memory;
    }

    /** What a function's role is called. An account has its roles whatever the region, so that the region is part of it. */
    static String name(Deployment deployment, Fn fn) {
        return fn.deployedName(deployment.prefix() + "-" + deployment.region());
    }

    static String arn(Deployment deployment, Fn fn) {
        return arn(deployment, name(deployment, fn));
    }

    static String operatorArn(Deployment deployment) {
        return arn(deployment, operatorName(deployment));
    }

    private static String operatorName(Deployment deployment) {
        return deployment.namedHere("operator");
    }

    private static String arn(Deployment deployment, String role) {
        return "arn:" + Aws.PARTITION + ":iam::" + deployment.account() + ":role/" + role;
    }

    /** The role that an operator's commands run with, for whom the deployment names. */
    Role ofOperator(Construct scope) {
        var operators = deployment.operators().principals().stream().map(this::operator);
        return Role.Builder.create(scope, "Role")
                .roleName(operatorName(deployment))
                .description("Lethe: lets tenants in, rotates keys, exports evidence, restores tables")
                .assumedBy(new CompositePrincipal(operators.toArray(IPrincipal[]::new)))
                .maxSessionDuration(SESSION_MAX)
                .inlinePolicies(Map.of("grants", Statement.document(statements(OperatorCommand.grantsOfAll()))))
                .build();
    }

    private IPrincipal operator(String arn) {
        var operator = new ArnPrincipal(arn);
        return deployment.operators().secondFactor()
                ? operator.withConditions(Map.of("Bool", Map.of("aws:MultiFactorAuthPresent", "true")))
                : operator;
    }

    private List<Statement> statements(Set<Grant> grants) {
        return grants.stream()
                .sorted()
                .flatMap(grant -> statements(grant).stream())
                .toList();
    }

    Role of(Construct scope, Fn fn, ILogGroup logs, Optional<IQueue> failed) {
        var statements = new ArrayList<>(statements(fn.grants()));
        statements.add(Statement.may(
                "WriteLogs",
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(logs.getLogGroupArn()),
                Map.of()));
        // Traces belong to no resource: AWS takes nothing but * here.
        statements.add(Statement.may(
                "Trace", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"), Map.of()));
        failed.ifPresent(queue -> statements.add(Statement.may(
                "PutAsideWhatFailed", List.of("sqs:SendMessage"), List.of(queue.getQueueArn()), Map.of())));
        return Role.Builder.create(scope, "Role")
                .roleName(name(deployment, fn))
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of("grants", Statement.document(statements)))
                .build();
    }

    private List<Statement> statements(Grant grant) {
        return grant.table()
                .map(table -> onTable(grant, table))
                .or(() -> grant.bucket().map(bucket -> inBucket(grant, bucket)))
                .or(() -> grant.bus().map(bus -> onBus(grant, bus)))
                .orElseGet(() -> withKey(grant, grant.key().orElseThrow()));
    }

    private List<Statement> inBucket(Grant grant, Bucket bucket) {
        var actions =
                grant.actions().stream().sorted().map(action -> "s3:" + action).toList();
        var statements = new ArrayList<Statement>();
        statements.add(
                Statement.may(sid(grant, ""), without(actions, LIST), List.of(memory.objects(bucket)), Map.of()));
        if (actions.contains(LIST)) {
            // What a bucket lists belongs to the bucket, not to an object.
            statements.add(Statement.may(sid(grant, "List"), List.of(LIST), List.of(memory.arn(bucket)), Map.of()));
        }
        return statements;
    }

    private List<Statement> onBus(Grant grant, EventBus bus) {
        var actions = grant.actions().stream()
                .sorted()
                .map(action -> "events:" + action)
                .toList();
        // By its name: the bus is made in the stack whose functions this is for.
        var arn = "arn:" + Aws.PARTITION + ":events:" + deployment.region() + ":" + deployment.account() + ":event-bus/"
                + bus.deployedName(deployment.prefix());
        return List.of(Statement.may(sid(grant, ""), actions, List.of(arn), Map.of()));
    }

    private List<Statement> onTable(Grant grant, Table table) {
        var actions = grant.actions().stream()
                .sorted()
                .map(action -> "dynamodb:" + action)
                .toList();
        if (grant.isStream()) {
            // A list of streams belongs to no stream: AWS takes nothing but * here.
            return List.of(
                    Statement.may(
                            sid(grant, "Read"),
                            without(actions, "dynamodb:ListStreams"),
                            List.of(memory.stream(table)),
                            Map.of()),
                    Statement.may(sid(grant, "List"), List.of("dynamodb:ListStreams"), List.of("*"), Map.of()));
        }
        if (grant.isOfCopies()) {
            return List.of(Statement.may(sid(grant, ""), actions, List.of(memory.copies(table)), Map.of()));
        }
        var statements = new ArrayList<Statement>();
        statements.add(Statement.may(sid(grant, ""), actions, List.of(memory.arn(table)), Map.of()));
        if (grant.actions().contains("Query") && !table.indexes().isEmpty()) {
            statements.add(Statement.may(
                    sid(grant, "Indexes"),
                    List.of("dynamodb:Query"),
                    table.indexes().stream()
                            .map(index -> memory.arn(table) + "/index/" + index.indexName())
                            .toList(),
                    Map.of()));
        }
        return statements;
    }

    private List<Statement> withKey(Grant grant, MasterKey key) {
        var actions = KeyPolicies.kms(grant.actions().stream().sorted().toArray(String[]::new));
        if (grant == Grant.EPOCHS) {
            return new EpochStatements(deployment).of(actions);
        }
        if (key == MasterKey.SIGNATURE) {
            return List.of(
                    Statement.may(sid(grant, ""), actions, List.of(keys.of(key).getKeyArn()), Map.of()));
        }
        return key == MasterKey.EPOCH
                ? List.of(Statement.may(
                        sid(grant, ""),
                        actions,
                        List.of(EpochStatements.anyKey(deployment)),
                        Map.of("StringEquals", withTag(bound(grant, key)))))
                : List.of(Statement.may(
                        sid(grant, ""),
                        actions,
                        List.of(keys.of(key).getKeyArn()),
                        Map.of("StringEquals", bound(grant, key))));
    }

    /**
     * Only what is bound to the very table of keys that the suite runs on: no row of a restored copy opens here. What is taken in
     * from a copy is still bound to the table that was copied, which no template knows.
     */
    private Map<String, Object> bound(Grant grant, MasterKey key) {
        var bound = new LinkedHashMap<String, Object>();
        bound.put(KeyPolicies.contextKey("app"), MasterKey.APP);
        bound.put(KeyPolicies.contextKey("kind"), key.kinds());
        if (!grant.isOfCopies()) {
            bound.put(KeyPolicies.contextKey("tbl"), memory.id(Table.KEYS));
        }
        return bound;
    }

    /**
     * Epochs' keys are made at run time, so that no template can name them: whoever makes one tags it, and only the rotation may
     * (https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html).
     */
    private Map<String, Object> withTag(Map<String, Object> conditions) {
        conditions.put(EpochStatements.RESOURCE_TAG, MasterKey.EPOCH.alias(deployment.prefix()));
        return conditions;
    }

    private static List<String> without(List<String> actions, String action) {
        return actions.stream().filter(other -> !other.equals(action)).toList();
    }

    private static String sid(Grant grant, String part) {
        return MemoryStack.words(grant.name()) + part;
    }
}
