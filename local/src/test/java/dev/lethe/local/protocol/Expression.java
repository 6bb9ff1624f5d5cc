package dev.lethe.local.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expressions that this suite writes: conditions of comparisons, {@code BETWEEN}, {@code IN} and three
 * functions, joined by {@code AND} and {@code OR}; updates of {@code SET} to a value and {@code REMOVE}. Anything else is an
 * {@link AssertionError}, as is a placeholder that nothing uses.
 */
final class Expression {
    private static final Pattern TOKEN = Pattern.compile("\\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[=<>(),])");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unused = new HashSet<>();
    private List<String> tokens = List.of();
    private int next;

    private Expression(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
    }

    /** What one request's placeholders stand for, in all of its expressions; each has to be used by one of them. */
    static Expression over(Map<String, String> names, Map<String, AttributeValue> values) {
        return new Expression(names, values);
    }

    void done() {
        if (!unused.isEmpty()) {
            throw new AssertionError("placeholders that nothing uses: " + unused);
        }
    }

    /** A condition; one that is absent always holds. */
    Predicate<Map<String, AttributeValue>> condition(@Nullable String text) {
        if (text == null) {
            return _ -> true;
        }
        begin(text);
        var condition = or();
        end();
        return condition;
    }

    /** An update of an item, which is not changed itself. */
    Map<String, AttributeValue> update(@Nullable String text, Map<String, AttributeValue> item) {
        var updated = new TreeMap<>(item);
        if (text == null) {
            return updated;
        }
        begin(text);
        while (next < tokens.size()) {
            switch (take()) {
                case "SET" -> {
                    do {
                        var name = name(take());
                        expect("=");
                        updated.put(name, value(take()));
                    } while (skip(","));
                }
                case "REMOVE" -> {
                    do {
                        updated.remove(name(take()));
                    } while (skip(","));
                }
                default -> throw new AssertionError("an update the model does not know: " + text);
            }
        }
        if (!key(updated).equals(key(item))) {
            throw new AssertionError("an update of a key: " + text);
        }
        return updated;
    }

    private static List<@Nullable AttributeValue> key(Map<String, AttributeValue> item) {
        return Arrays.asList(item.get("pk"), item.get("sk"));
    }

    private void begin(String text) {
        var found = new ArrayList<String>();
        var matcher = TOKEN.matcher(text.strip());
        var at = 0;
        while (matcher.lookingAt()) {
            found.add(matcher.group(1));
            at = matcher.end();
            matcher.region(at, text.strip().length());
        }
        if (at != text.strip().length()) {
            throw new AssertionError("an expression the model does not know: " + text);
        }
        tokens = found;
        next = 0;
    }

    private void end() {
        if (next != tokens.size()) {
            throw new AssertionError("an expression the model does not know: " + String.join(" ", tokens));
        }
    }

    private Predicate<Map<String, AttributeValue>> or() {
        var one = and();
        while (skip("OR")) {
            one = one.or(and());
        }
        return one;
    }

    private Predicate<Map<String, AttributeValue>> and() {
        var one = term();
        while (skip("AND")) {
            one = one.and(term());
        }
        return one;
    }

    private Predicate<Map<String, AttributeValue>> term() {
        var first = take();
        return switch (first) {
            case "attribute_exists", "attribute_not_exists" -> {
                expect("(");
                var name = name(take());
                expect(")");
                var wanted = first.equals("attribute_exists");
                yield item -> item.containsKey(name) == wanted;
            }
            case "begins_with" -> {
                expect("(");
                var name = name(take());
                expect(",");
                var prefix = value(take());
                expect(")");
                yield item -> {
                    var is = item.get(name);
                    return is != null && is.s() != null && is.s().startsWith(prefix.s());
                };
            }
            default -> comparison(name(first), take());
        };
    }

    private Predicate<Map<String, AttributeValue>> comparison(String name, String operator) {
        return switch (operator) {
            case "=" -> {
                var value = value(take());
                yield item -> value.equals(item.get(name));
            }
            case "<>" -> {
                var value = value(take());
                yield item -> !value.equals(item.get(name));
            }
            case "<" -> {
                var value = value(take());
                yield item -> compare(item.get(name), value, -1) < 0;
            }
            case "<=" -> {
                var value = value(take());
                yield item -> compare(item.get(name), value, -1) <= 0;
            }
            case ">=" -> {
                var value = value(take());
                yield item -> compare(item.get(name), value, 1) >= 0;
            }
            case "BETWEEN" -> {
                var from = value(take());
                expect("AND");
                var to = value(take());
                yield item -> compare(item.get(name), from, 1) >= 0 && compare(item.get(name), to, -1) <= 0;
            }
            case "IN" -> {
                expect("(");
                var among = new ArrayList<AttributeValue>();
                do {
                    among.add(value(take()));
                } while (skip(","));
                expect(")");
                yield item -> item.containsKey(name) && among.contains(item.get(name));
            }
            default -> throw new AssertionError("a comparison the model does not know: " + operator);
        };
    }

    /** Compares; what is absent or of another type is on neither side, for which {@code -direction} stands. */
    private static int compare(@Nullable AttributeValue is, AttributeValue to, int direction) {
        if (is == null || is.type() != to.type()) {
            return -direction;
        }
        return switch (to.type()) {
            case S -> is.s().compareTo(to.s());
            case N -> new BigDecimal(is.n()).compareTo(new BigDecimal(to.n()));
            case B -> Arrays.compareUnsigned(is.b().asByteArray(), to.b().asByteArray());
            default -> throw new AssertionError("the model does not compare " + to.type());
        };
    }

    private String name(String token) {
        if (token.startsWith("#")) {
            unused.remove(token);
            var name = names.get(token);
            if (name == null) {
                throw new AssertionError("a name that stands for nothing: " + token);
            }
            return name;
        }
        if (!Character.isLetter(token.charAt(0))) {
            throw new AssertionError("not a name: " + token);
        }
        return token;
    }

    private AttributeValue value(String token) {
        unused.remove(token);
        var value = values.get(token);
        if (value == null) {
            throw new AssertionError("a value that stands for nothing: " + token);
        }
        return value;
    }

    private String take() {
        if (next == tokens.size()) {
            throw new AssertionError("an expression ends early: " + String.join(" ", tokens));
        }
        return tokens.get(next++);
    }

    private boolean skip(String token) {
        var there = next < tokens.size() && tokens.get(next).equals(token);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!skip(token)) {
            throw new AssertionError("expected " + token + " in: " + String.join(" ", tokens));
        }
    }
}
