package dev.lethe.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Every stack's template, and what its references stand for. */
record Templates(Map<String, JsonNode> stacks) {

    /** One resource of one stack. */
    record Resource(String stack, String id, JsonNode tree) {
        String type() {
            return tree.path("Type").asText();
        }

        JsonNode properties() {
            return tree.path("Properties");
        }
    }

    JsonNode stack(String name) {
        return Objects.requireNonNull(stacks.get(name), name);
    }

    List<Resource> all() {
        var all = new ArrayList<Resource>();
        stacks.forEach((stack, tree) -> tree.path("Resources")
                .properties()
                .forEach(resource -> all.add(new Resource(stack, resource.getKey(), resource.getValue()))));
        return all;
    }

    List<Resource> of(String type) {
        return all().stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /** Every resource of a type, by a property that names it. */
    Map<String, JsonNode> named(String type, String property) {
        var named = new LinkedHashMap<String, JsonNode>();
        of(type).forEach(resource ->
                named.put(resolved(resource.stack(), resource.properties().path(property)), resource.properties()));
        return named;
    }

    /** The same templates, to be broken. */
    Templates copy() {
        var copies = new TreeMap<String, JsonNode>();
        stacks.forEach((name, tree) -> copies.put(name, tree.deepCopy()));
        return new Templates(copies);
    }

    ObjectNode resources(String stack) {
        return (ObjectNode) stack(stack).path("Resources");
    }

    /** What a value is once it is deployed, as far as names can be known before. */
    String resolved(String stack, JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.size() != 1) {
            return sorted(stack, value).toString();
        }
        var function = value.properties().iterator().next();
        var argument = function.getValue();
        return switch (function.getKey()) {
            case "Ref" -> reference(stack, argument.asText());
            case "Fn::GetAtt" ->
                attribute(stack, argument.path(0).asText(), argument.path(1).asText());
            case "Fn::ImportValue" -> imported(argument.asText());
            case "Fn::Join" -> {
                var parts = new ArrayList<String>();
                argument.path(1).forEach(part -> parts.add(resolved(stack, part)));
                yield String.join(argument.path(0).asText(), parts);
            }
            case "Fn::Split" -> resolved(stack, argument.path(1));
            case "Fn::Select" ->
                List.of(resolved(stack, argument.path(1)).split(":", -1))
                        .get(argument.path(0).asInt());
            default -> sorted(stack, value).toString();
        };
    }

    /** The tree with its references resolved and its names in order. */
    Object sorted(String stack, JsonNode value) {
        if (value.isArray()) {
            var items = new ArrayList<Object>();
            value.forEach(item -> items.add(sorted(stack, item)));
            return items;
        }
        if (value.isObject()) {
            var first = value.properties().iterator();
            if (value.size() == 1) {
                var name = first.next().getKey();
                if (name.equals("Ref") || name.startsWith("Fn::")) {
                    return resolved(stack, value);
                }
            }
            var sorted = new TreeMap<String, Object>();
            value.properties().forEach(field -> sorted.put(field.getKey(), sorted(stack, field.getValue())));
            return sorted;
        }
        return value.asText();
    }

    private String imported(String export) {
        for (var stack : stacks.entrySet()) {
            for (var output : stack.getValue().path("Outputs")) {
                if (output.path("Export").path("Name").asText().equals(export)) {
                    return resolved(stack.getKey(), output.path("Value"));
                }
            }
        }
        throw new AssertionError("nobody exports " + export);
    }

    private String reference(String stack, String id) {
        return switch (id) {
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> Synthesized.PROD.region();
            case "AWS::AccountId" -> Synthesized.PROD.account();
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> {
                var properties = stack(stack).path("Resources").path(id).path("Properties");
                yield switch (stack(stack)
                        .path("Resources")
                        .path(id)
                        .path("Type")
                        .asText()) {
                    case "AWS::Lambda::Function" ->
                        properties.path("FunctionName").asText();
                    case "AWS::Lambda::Alias" ->
                        arn(
                                "lambda",
                                "function:"
                                        + resolved(stack, properties.path("FunctionName")) + ":"
                                        + properties.path("Name").asText());
                    case "AWS::SNS::Topic" ->
                        arn("sns", properties.path("TopicName").asText());
                    case "AWS::Logs::LogGroup" ->
                        properties.path("LogGroupName").asText();
                    case "AWS::DynamoDB::GlobalTable" ->
                        properties.path("TableName").asText();
                    case "AWS::Scheduler::ScheduleGroup" ->
                        properties.path("Name").asText();
                    default -> "<" + id + ">";
                };
            }
        };
    }

    private String attribute(String stack, String id, String name) {
        var resource = stack(stack).path("Resources").path(id);
        var properties = resource.path("Properties");
        return switch (resource.path("Type").asText() + "." + name) {
            case "AWS::DynamoDB::GlobalTable.Arn" ->
                arn("dynamodb", "table/" + properties.path("TableName").asText());
            case "AWS::DynamoDB::GlobalTable.StreamArn" ->
                arn("dynamodb", "table/" + properties.path("TableName").asText() + "/stream/now");
            case "AWS::DynamoDB::GlobalTable.TableId" ->
                "id-of-" + properties.path("TableName").asText();
            case "AWS::KMS::Key.Arn" -> arn("kms", "key/" + alias(stack, id));
            case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + resolved(stack, properties.path("BucketName"));
            case "AWS::Events::EventBus.Arn" ->
                arn("events", "event-bus/" + properties.path("Name").asText());
            case "AWS::SQS::Queue.Arn" ->
                arn("sqs", properties.path("QueueName").asText());
            case "AWS::Logs::LogGroup.Arn" ->
                arn("logs", "log-group:" + properties.path("LogGroupName").asText() + ":*");
            case "AWS::IAM::Role.Arn" ->
                "arn:aws:iam::" + Synthesized.PROD.account() + ":role/"
                        + properties.path("RoleName").asText();
            default -> "<" + id + "." + name + ">";
        };
    }

    /** A key has no name but its alias. */
    private String alias(String stack, String id) {
        return stack(stack).path("Resources").properties().stream()
                .map(Map.Entry::getValue)
                .filter(other -> other.path("Type").asText().equals("AWS::KMS::Alias")
                        && other.path("Properties")
                                .path("TargetKeyId")
                                .path("Fn::GetAtt")
                                .path(0)
                                .asText()
                                .equals(id))
                .map(other -> other.path("Properties").path("AliasName").asText())
                .findFirst()
                .orElseThrow();
    }

    static String arn(String service, String what) {
        return "arn:aws:" + service + ":" + Synthesized.PROD.region() + ":" + Synthesized.PROD.account() + ":" + what;
    }
}
