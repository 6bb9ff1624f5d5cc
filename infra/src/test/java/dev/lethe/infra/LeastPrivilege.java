package dev.lethe.infra;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.api.OperatorCommand;
import dev.lethe.api.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is wrong with who may do what, as the lines of a report: none when nothing is. */
final class LeastPrivilege {
    private static final Deployment PROD = Synthesized.PROD;

    /** Where AWS takes nothing but *, and why. */
    static final Map<String, String> ON_ANYTHING = Map.of(
            "dynamodb:ListStreams", "a list belongs to no stream",
            "kms:CreateKey", "a key that is not there yet has no name",
            "kms:ListKeys", "a list belongs to no key",
            "xray:PutTraceSegments", "a trace belongs to no resource",
            "xray:PutTelemetryRecords", "a trace belongs to no resource");

    /** Whose ARNs nobody knows at deployment: epochs' keys are made at run time, and told by their tag. */
    private static final String ANY_KEY = Templates.arn("kms", "key/*");

    static final String OPERATOR = "lethe-eu-central-1-operator";

    private static final Set<String> CHANGES = Set.of(
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PartiQLDelete");

    private static final Set<String> WRITES = Set.of(
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PartiQLDelete");

    /** Whatever a role allows more, or less, than its function's grants say. */
    static List<String> differences(Templates templates) {
        var wrong = new ArrayList<String>();
        var roles = Permit.ofRoles(templates);
        var expected = expected();
        for (var role : union(roles.keySet(), expected.keySet())) {
            var has = roles.getOrDefault(role, new TreeSet<>());
            var should = expected.getOrDefault(role, new TreeSet<>());
            has.stream().filter(permit -> !should.contains(permit)).forEach(more -> wrong.add(role + " more: " + more));
            should.stream().filter(permit -> !has.contains(permit)).forEach(less -> wrong.add(role + " less: " + less));
        }
        return wrong;
    }

    private static Map<String, Set<Permit>> expected() {
        var expected = new TreeMap<String, Set<Permit>>();
        for (var fn : Fn.values()) {
            var permits = new TreeSet<Permit>();
            fn.grants().forEach(grant -> permits.addAll(permits(grant)));
            permits.addAll(toRun(fn));
            expected.put(role(fn), permits);
        }
        var operators = new TreeSet<Permit>();
        OperatorCommand.grantsOfAll().forEach(grant -> operators.addAll(permits(grant)));
        expected.put(OPERATOR, operators);
        var clock = new TreeSet<Permit>();
        Arrays.stream(Fn.values())
                .map(fn -> Templates.arn("lambda", "function:" + fn.deployedName(PROD.prefix()) + ":live"))
                .forEach(live -> clock.add(new Permit("lambda:InvokeFunction", live, "{}")));
        clock.add(new Permit("sqs:SendMessage", Templates.arn("sqs", "lethe-missed"), "{}"));
        expected.put("lethe-eu-central-1-clock", clock);
        expected.put(
                "lethe-eu-central-1-forwarder",
                new TreeSet<>(
                        Set.of(new Permit("events:PutEvents", Templates.arn("events", "event-bus/lethe"), "{}"))));
        return expected;
    }

    /** What every function needs, whatever it does: its log, its traces, and the queue for what it fails at. */
    private static List<Permit> toRun(Fn fn) {
        var name = fn.deployedName(PROD.prefix());
        var logs = Templates.arn("logs", "log-group:/aws/lambda/" + name + ":*");
        var permits = new ArrayList<>(List.of(
                new Permit("logs:CreateLogStream", logs, "{}"),
                new Permit("logs:PutLogEvents", logs, "{}"),
                new Permit("xray:PutTraceSegments", "*", "{}"),
                new Permit("xray:PutTelemetryRecords", "*", "{}")));
        if (fn.trigger() != Fn.Trigger.HTTP) {
            permits.add(new Permit("sqs:SendMessage", Templates.arn("sqs", name + "-failed"), "{}"));
        }
        return permits;
    }

    private static List<Permit> permits(Grant grant) {
        return grant.table()
                .map(table -> onTable(grant, table))
                .or(() -> grant.bucket().map(bucket -> inBucket(grant, bucket)))
                .or(() -> grant.bus().map(bus -> onBus(grant, bus)))
                .orElseGet(() -> withKey(grant, grant.key().orElseThrow()));
    }

    private static List<Permit> inBucket(Grant grant, Bucket bucket) {
        return grant.actions().stream()
                .map(action ->
                        new Permit("s3:" + action, action.equals("ListBucket") ? arn(bucket) : objects(bucket), "{}"))
                .toList();
    }

    private static List<Permit> onBus(Grant grant, EventBus bus) {
        var arn = Templates.arn("events", "event-bus/" + bus.deployedName(PROD.prefix()));
        return grant.actions().stream()
                .map(action -> new Permit("events:" + action, arn, "{}"))
                .toList();
    }

    /** Those who tell other systems something though they are not who delivers it. */
    static List<String> tellingOthers(Templates templates) {
        return lines(
                templates,
                (role, permit) -> permit.action().startsWith("events:")
                        && !role.equals(role(Fn.DELIVERY))
                        && !role.equals("lethe-eu-central-1-forwarder"));
    }

    private static String arn(Bucket bucket) {
        return "arn:aws:s3:::" + bucket.deployedName(PROD.prefix(), PROD.account(), PROD.region());
    }

    private static String objects(Bucket bucket) {
        return arn(bucket) + "/*";
    }

    /** Those who read checkpoints though they take no evidence out. */
    static List<String> readingCheckpoints(Templates templates) {
        return lines(
                templates,
                (role, permit) -> Set.of("s3:GetObject", "s3:ListBucket").contains(permit.action())
                        && permit.resource().startsWith(arn(Bucket.CHECKPOINTS))
                        && !role.equals(OPERATOR));
    }

    private static List<Permit> onTable(Grant grant, Table table) {
        var arn = grant.isOfCopies() ? copies(table) : tableArn(table);
        var permits = new ArrayList<Permit>();
        for (var action : grant.actions()) {
            var streams = action.contains("Stream") || action.contains("Shard") || action.equals("GetRecords");
            permits.add(new Permit(
                    "dynamodb:" + action,
                    action.equals("ListStreams") ? "*" : streams ? arn + "/stream/now" : arn,
                    "{}"));
            if (action.equals("Query") && !grant.isOfCopies()) {
                table.indexes()
                        .forEach(index ->
                                permits.add(new Permit("dynamodb:Query", arn + "/index/" + index.indexName(), "{}")));
            }
        }
        return permits;
    }

    private static List<Permit> withKey(Grant grant, MasterKey key) {
        if (grant == Grant.EPOCHS) {
            return grant.actions().stream()
                    .flatMap(action -> epochs(action).stream())
                    .toList();
        }
        var context = ("kms:EncryptionContext:app=lethe, kms:EncryptionContext:kind=%s"
                        + (grant.isOfCopies() ? "}}" : ", kms:EncryptionContext:tbl=id-of-lethe-keys}}"))
                .formatted(
                        switch (key) {
                            case EPOCH -> "[subject, day, evidence]";
                            case PSEUDONYM -> "[pseudonym]";
                            case HOLD -> "[hold]";
                            case SIGNATURE -> "";
                        });
        var conditions =
                switch (key) {
                    case EPOCH -> "{StringEquals={aws:ResourceTag/lethe:alias=alias/lethe-epoch, " + context;
                    case PSEUDONYM, HOLD -> "{StringEquals={" + context;
                    case SIGNATURE -> "{}";
                };
        var resource = key == MasterKey.EPOCH ? ANY_KEY : Templates.arn("kms", "key/" + key.alias(PROD.prefix()));
        return grant.actions().stream()
                .map(action -> new Permit("kms:" + action, resource, conditions))
                .toList();
    }

    private static List<Permit> epochs(String action) {
        var tagged = "{StringEquals={aws:ResourceTag/lethe:alias=alias/lethe-epoch}}";
        var tags = "{ForAllValues:StringEquals={aws:TagKeys=[lethe:alias, lethe:epoch]}, StringEquals={"
                + "aws:RequestTag/lethe:alias=alias/lethe-epoch";
        return switch (action) {
            case "CreateKey" ->
                List.of(new Permit(
                        "kms:CreateKey",
                        "*",
                        tags + ", kms:KeySpec=SYMMETRIC_DEFAULT, kms:KeyUsage=ENCRYPT_DECRYPT}}"));
            case "ListKeys" -> List.of(new Permit("kms:ListKeys", "*", "{}"));
            case "TagResource" -> List.of(new Permit("kms:TagResource", ANY_KEY, tags + "}}"));
            case "DescribeKey", "ListResourceTags" -> List.of(new Permit("kms:" + action, ANY_KEY, "{}"));
            case "UpdateAlias" ->
                List.of(
                        new Permit("kms:UpdateAlias", Templates.arn("kms", "alias/lethe-epoch"), "{}"),
                        new Permit("kms:UpdateAlias", ANY_KEY, tagged));
            default -> List.of(new Permit("kms:" + action, ANY_KEY, tagged));
        };
    }

    /** Resources that are anything, or anything of a kind, without a reason. */
    static List<String> unbounded(Templates templates) {
        return lines(
                templates,
                (role, permit) -> permit.action().contains("*")
                        || (permit.resource().equals("*") && !ON_ANYTHING.containsKey(permit.action()))
                        || (permit.resource().contains("*")
                                && !permit.resource().equals("*")
                                && !permit.resource().equals(ANY_KEY)
                                && !permit.resource().equals(objects(Bucket.CHECKPOINTS))
                                && !(role.equals(OPERATOR) && isOfCopies(permit))
                                && !permit.resource().matches("arn:aws:logs:.*:log-group:[^*]+:\\*")));
    }

    /** Uses of any key there is that no tag bounds. */
    static List<String> untagged(Templates templates) {
        return lines(
                templates,
                (role, permit) -> permit.resource().equals(ANY_KEY)
                        && !Set.of("kms:DescribeKey", "kms:ListResourceTags").contains(permit.action())
                        && !permit.conditions().contains("Tag/lethe:alias=alias/lethe-epoch"));
    }

    static List<String> changingEvidence(Templates templates) {
        return lines(
                templates,
                (role, permit) -> CHANGES.contains(permit.action())
                        && permit.resource().startsWith(tableArn(Table.EVIDENCE))
                        && !isOfCopies(permit));
    }

    /** Those who write keys though they neither create nor shred any. */
    static List<String> writingKeys(Templates templates) {
        var may = rolesAndOperator(Set.of(
                Fn.CONSENT,
                Fn.CONVERSATION,
                Fn.RIGHTS,
                Fn.PURGE,
                Fn.PURGING,
                Fn.REPLAN,
                Fn.HOLD,
                Fn.HOLDING,
                Fn.INCIDENT,
                Fn.ESCALATION,
                Fn.SCOPING,
                Fn.FINDINGS,
                Fn.ERASURE,
                Fn.ROTATION));
        return lines(
                templates,
                (role, permit) -> WRITES.contains(permit.action())
                        && permit.resource().startsWith(tableArn(Table.KEYS))
                        && !may.contains(role));
    }

    /** Those who use the hold key though they are not the legal role. */
    static List<String> openingHolds(Templates templates) {
        var may = rolesAndOperator(Set.of(Fn.HOLD, Fn.HOLDING));
        var hold = Templates.arn("kms", "key/" + MasterKey.HOLD.alias(PROD.prefix()));
        return lines(templates, (role, permit) -> permit.resource().equals(hold) && !may.contains(role));
    }

    private interface Check {
        boolean wrong(String role, Permit permit);
    }

    private static List<String> lines(Templates templates, Check check) {
        var wrong = new ArrayList<String>();
        Permit.ofRoles(templates).forEach((role, permits) -> permits.stream()
                .filter(permit -> check.wrong(role, permit))
                .forEach(permit -> wrong.add(role + ": " + permit)));
        return wrong;
    }

    static String role(Fn fn) {
        return "lethe-eu-central-1-" + fn.deployedName("x").substring(2);
    }

    private static Set<String> rolesAndOperator(Set<Fn> fns) {
        return union(fns.stream().map(LeastPrivilege::role).toList(), Set.of(OPERATOR));
    }

    /** Whether it is about restored copies of a table, and so about nothing that serves anybody. */
    private static boolean isOfCopies(Permit permit) {
        return Arrays.stream(Table.values()).anyMatch(table -> permit.resource().equals(copies(table)));
    }

    private static String copies(Table table) {
        return tableArn(table) + "-*";
    }

    private static String tableArn(Table table) {
        return Templates.arn("dynamodb", "table/" + table.deployedName(PROD.prefix()));
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private LeastPrivilege() {}
}
