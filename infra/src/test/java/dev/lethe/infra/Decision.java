package dev.lethe.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a key's policy lets a request through that the caller's own policies allow: as IAM decides, for what these policies are
 * made of (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 *
 * @param principal an ARN, or a service
 * @param keys the condition keys of the request; those with several values as a list
 */
record Decision(Templates templates, String stack, JsonNode policy, String principal, Map<String, Object> keys) {
    private static final String ACCOUNT = "arn:aws:iam::" + Synthesized.PROD.account() + ":";

    boolean allows(String action) {
        return matches("Allow", action) && !matches("Deny", action);
    }

    private boolean matches(String effect, String action) {
        for (var statement : policy.path("Statement")) {
            if (statement.path("Effect").asText().equals(effect)
                    && isOne(statement.path("Action"), action)
                    && isPrincipal(statement.path("Principal"))
                    && holds(statement.path("Condition"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOne(JsonNode patterns, String text) {
        for (var pattern : Permit.each(patterns)) {
            if (like(templates.resolved(stack, pattern), text)) {
                return true;
            }
        }
        return false;
    }

    /** The account's root stands for everybody whom the account's own policies allow. */
    private boolean isPrincipal(JsonNode principals) {
        if (principals.isTextual()) {
            return principals.asText().equals("*");
        }
        return isOne(principals.path("Service"), principal)
                || (principal.startsWith(ACCOUNT) && isOne(principals.path("AWS"), ACCOUNT + "root"))
                || isOne(principals.path("AWS"), principal);
    }

    private boolean holds(JsonNode conditions) {
        for (var operator : conditions.properties()) {
            for (var key : operator.getValue().properties()) {
                if (!holds(operator.getKey(), key.getKey(), texts(key.getValue()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean holds(String operator, String key, List<String> expected) {
        var has = values(key);
        return switch (operator) {
            case "StringEquals", "Bool" -> has.stream().anyMatch(expected::contains);
            // A key that is not there is not equal to anything, either.
            case "StringNotEquals" -> has.stream().noneMatch(expected::contains);
            case "StringLike", "ArnLike" ->
                has.stream().anyMatch(text -> expected.stream().anyMatch(pattern -> like(pattern, text)));
            case "ArnNotEquals" ->
                has.stream().noneMatch(text -> expected.stream().anyMatch(p -> like(p, text)));
            case "Null" -> expected.contains(Boolean.toString(has.isEmpty()));
            case "ForAllValues:StringEquals" -> expected.containsAll(has);
            case "ForAnyValue:StringEquals" -> has.stream().anyMatch(expected::contains);
            default -> throw new AssertionError("an operator that nobody has taught here: " + operator);
        };
    }

    private List<String> values(String key) {
        return switch (keys.get(key)) {
            case List<?> many -> many.stream().map(String.class::cast).toList();
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    private List<String> texts(JsonNode oneOrMany) {
        var texts = new ArrayList<String>();
        Permit.each(oneOrMany).forEach(text -> texts.add(templates.resolved(stack, text)));
        return texts;
    }

    private static boolean like(String pattern, String text) {
        return text.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }
}
