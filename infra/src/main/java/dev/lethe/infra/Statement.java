package dev.lethe.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyDocument;

/**
 * One statement of a policy, as IAM writes it.
 *
 * @param principal whom it is about, in a policy of a resource; empty in one of a role
 * @param conditions operator → key → value, all of which must hold
 */
record Statement(
        String sid,
        String effect,
        Object principal,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, Object>> conditions) {

    /** Allows a role something. */
    static Statement may(
            String sid, List<String> actions, List<String> resources, Map<String, Map<String, Object>> conditions) {
        return new Statement(sid, "Allow", "", actions, resources, conditions);
    }

    /** Allows somebody something with the key whose policy this is in. */
    static Statement allow(
            String sid, Object principal, List<String> actions, Map<String, Map<String, Object>> conditions) {
        return new Statement(sid, "Allow", principal, actions, List.of("*"), conditions);
    }

    /** Denies everybody something with the key whose policy this is in. */
    static Statement deny(String sid, List<String> actions, Map<String, Map<String, Object>> conditions) {
        return new Statement(sid, "Deny", "*", actions, List.of("*"), conditions);
    }

    static PolicyDocument document(List<Statement> statements) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Version", "2012-10-17");
        tree.put("Statement", statements.stream().map(Statement::tree).toList());
        return PolicyDocument.fromJson(tree);
    }

    private Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Sid", sid);
        tree.put("Effect", effect);
        if (!"".equals(principal)) {
            tree.put("Principal", principal);
        }
        tree.put("Action", new ArrayList<>(actions));
        tree.put("Resource", new ArrayList<>(resources));
        if (!conditions.isEmpty()) {
            tree.put("Condition", sorted(conditions));
        }
        return tree;
    }

    /** The same however often it is written, whatever order a map has by chance. */
    static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, Object>();
            map.forEach((key, inner) -> sorted.put((String) key, sorted(inner)));
            return sorted;
        }
        return value;
    }
}
