package dev.lethe.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One action on one resource under some conditions, which a role allows. */
record Permit(String action, String resource, String conditions) implements Comparable<Permit> {

    /** Everything that each role allows, by the role's name. What is attached elsewhere than in the role itself counts too. */
    static Map<String, Set<Permit>> ofRoles(Templates templates) {
        var roles = new TreeMap<String, Set<Permit>>();
        for (var role : templates.of("AWS::IAM::Role")) {
            var permits = new TreeSet<Permit>();
            roles.put(role.properties().path("RoleName").asText(role.id()), permits);
            role.properties()
                    .path("Policies")
                    .forEach(policy -> permits.addAll(of(templates, role.stack(), policy.path("PolicyDocument"))));
            // What these allow is not in the template, so that none of them is allowed.
            role.properties()
                    .path("ManagedPolicyArns")
                    .forEach(arn -> permits.add(new Permit("managed", templates.resolved(role.stack(), arn), "{}")));
        }
        for (var type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")) {
            for (var policy : templates.of(type)) {
                roles.put(
                        policy.id(),
                        new TreeSet<>(of(
                                templates, policy.stack(), policy.properties().path("PolicyDocument"))));
            }
        }
        return roles;
    }

    private static List<Permit> of(Templates templates, String stack, JsonNode document) {
        var permits = new ArrayList<Permit>();
        for (var statement : document.path("Statement")) {
            if (!statement.path("Effect").asText().equals("Allow")
                    || statement.has("NotAction")
                    || statement.has("NotResource")) {
                permits.add(new Permit("odd", statement.toString(), "{}"));
            }
            var conditions =
                    templates.sorted(stack, statement.path("Condition")).toString();
            for (var action : each(statement.path("Action"))) {
                for (var resource : each(statement.path("Resource"))) {
                    permits.add(new Permit(
                            action.asText(),
                            templates.resolved(stack, resource),
                            conditions.isEmpty() ? "{}" : conditions));
                }
            }
        }
        return permits;
    }

    /** A policy writes one thing without brackets. */
    static Iterable<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany);
    }

    @Override
    public int compareTo(Permit other) {
        return toString().compareTo(other.toString());
    }
}
