package dev.lethe.infra;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads a deployment's file. Whatever is wrong with it is told at once, each field by its name. */
final class DeploymentFile {
    /** API Gateway takes at most 50 audiences; one is the console's of this deployment. */
    static final int CLIENTS_MAX = 49;

    static final int CALLBACKS_MAX = 20;
    static final int OPERATORS_MAX = 10;
    static final int TAGS_MAX = 40;
    static final int PER_SECOND_MAX = 10_000;
    static final int LOCK_DAYS_MAX = 3_650;

    private static final String PREFIX = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int PREFIX_CHARACTERS_MAX = 20;
    private static final String REGION = "[a-z]{2}(-[a-z]+)+-[0-9]";
    private static final String DOMAIN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String URL = "https://[^\\s\"'<>]{1,500}|http://localhost(:[0-9]{1,5})?(/[^\\s\"'<>]{0,500})?";
    private static final String CLIENT = "[A-Za-z0-9_+]{1,128}";
    private static final String PRINCIPAL = "arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9+=,.@_/-]{1,512}";
    private static final String MAIL = "[^\\s@]{1,64}@[^\\s@]{1,190}";
    private static final String DIRECTORY = "[^\\s\"'<>]{1,500}";
    private static final String TAG = "(?!aws:|lethe:)[A-Za-z0-9 _.:/=+@-]{1,128}";

    private final JsonNode tree;
    private final List<String> wrong = new ArrayList<>();
    private final TreeSet<String> unread = new TreeSet<>();

    private DeploymentFile(JsonNode tree) {
        this.tree = tree;
        tree.fieldNames().forEachRemaining(unread::add);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming every field that is missing, wrong or unknown
     */
    static Deployment read(String json) {
        try {
            var tree = new ObjectMapper().readTree(json);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("The deployment's file is not one JSON object");
            }
            return new DeploymentFile(tree).deployment();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The deployment's file is not JSON: line "
                    + Optional.ofNullable(e.getLocation())
                            .map(place -> place.getLineNr())
                            .orElse(0));
        }
    }

    private Deployment deployment() {
        var prefix = text("prefix", PREFIX, "small letters, digits and single hyphens, at most 20");
        if (prefix.length() > PREFIX_CHARACTERS_MAX) {
            wrong.add("prefix (at most 20 characters)");
        }
        var deployment = new Deployment(
                prefix,
                text("account", "[0-9]{12}", "twelve digits"),
                text("region", REGION, "a region, such as eu-central-1"),
                flag("guarded"),
                logDays(),
                lock(),
                flag("reservedConcurrency"),
                number("requestsPerSecond", PER_SECOND_MAX),
                number("requestsBurst", PER_SECOND_MAX),
                text("loginDomain", DOMAIN, "small letters, digits and hyphens, at most 63"),
                texts("callbackUrls", URL, CALLBACKS_MAX, "addresses beginning with https://, or http://localhost"),
                texts("clients", CLIENT, CLIENTS_MAX, "ids of the user pool's clients"),
                operators(),
                Optional.of(text("alarmMail", "|" + MAIL, "a mail address, or empty"))
                        .filter(mail -> !mail.isEmpty()),
                Optional.of(text("regimes", "|" + DIRECTORY, "a directory, or empty"))
                        .filter(directory -> !directory.isEmpty()),
                tags());
        if (deployment
                .regimes()
                .filter(directory -> !Files.isDirectory(Path.of(directory)))
                .isPresent()) {
            wrong.add("regimes (a directory that is there)");
        }
        if (deployment.callbackUrls().isEmpty()) {
            wrong.add("callbackUrls (at least one)");
        }
        unread.forEach(name -> wrong.add(name + " (there is no such field)"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("Wrong in the deployment's file: " + String.join(", ", wrong));
        }
        return deployment;
    }

    private JsonNode field(String name) {
        unread.remove(name);
        return tree.path(name);
    }

    private String text(String name, String form, String expected) {
        var field = field(name);
        if (!field.isTextual() || !field.textValue().matches(form)) {
            wrong.add(name + " (" + expected + ")");
            return "";
        }
        return field.textValue();
    }

    private List<String> texts(String name, String form, int max, String expected) {
        return texts(field(name), name, form, max, expected);
    }

    private List<String> texts(JsonNode field, String name, String form, int max, String expected) {
        var texts = new ArrayList<String>();
        field.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
        if (!field.isArray()
                || texts.size() > max
                || !texts.stream().allMatch(item -> item.matches(form))
                || texts.stream().distinct().count() < texts.size()) {
            wrong.add(name + " (a list of at most " + max + " different " + expected + ")");
        }
        return texts;
    }

    private boolean flag(String name) {
        return flag(field(name), name);
    }

    private boolean flag(JsonNode field, String name) {
        if (!field.isBoolean()) {
            wrong.add(name + " (true or false)");
        }
        return field.booleanValue();
    }

    private int number(String name, int max) {
        return number(field(name), name, max);
    }

    private int number(JsonNode field, String name, int max) {
        if (!field.isInt() || field.intValue() < 1 || field.intValue() > max) {
            wrong.add(name + " (1 to " + max + ")");
        }
        return field.intValue();
    }

    private int logDays() {
        var days = field("logDays").intValue();
        if (!LogGroups.DAYS.containsKey(days)) {
            wrong.add("logDays (one of " + LogGroups.DAYS.keySet() + ")");
        }
        return days;
    }

    private Deployment.Lock lock() {
        var field = field("lock");
        var mode = field.path("mode").asText();
        if (!field.isObject()
                || field.size() != 2
                || !List.of("compliance", "governance").contains(mode)) {
            wrong.add("lock (an object with mode, compliance or governance, and days)");
        }
        return new Deployment.Lock(mode.equals("compliance"), number(field.path("days"), "lock.days", LOCK_DAYS_MAX));
    }

    private Deployment.Operators operators() {
        var field = field("operators");
        if (field.size() != 2) {
            wrong.add("operators (an object with principals and secondFactor)");
        }
        return new Deployment.Operators(
                texts(
                        field.path("principals"),
                        "operators.principals",
                        PRINCIPAL,
                        OPERATORS_MAX,
                        "ARNs of users and roles"),
                flag(field.path("secondFactor"), "operators.secondFactor"));
    }

    private Map<String, String> tags() {
        var field = field("tags");
        var tags = new LinkedHashMap<String, String>();
        field.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        if (!field.isObject()
                || tags.size() > TAGS_MAX
                || !tags.keySet().stream().allMatch(key -> key.matches(TAG))
                || !tags.values().stream().allMatch(value -> value.matches("[A-Za-z0-9 _.:/=+@-]{0,256}"))) {
            wrong.add("tags (an object of at most " + TAGS_MAX + " tags, none beginning with aws: or lethe:)");
        }
        return tags;
    }
}
