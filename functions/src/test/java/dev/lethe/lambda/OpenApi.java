package dev.lethe.lambda;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.consent.Ask;
import dev.lethe.consent.Told;
import dev.lethe.disclosure.Disclosure;
import dev.lethe.http.Contract;
import dev.lethe.http.Json;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Request;
import dev.lethe.http.Schema;
import dev.lethe.http.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the API's description (OpenAPI 3.1) and the README's route table from the routes and their contracts. */
final class OpenApi {
    private final Suite suite;
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Schema schema = new Schema(this::reference);

    OpenApi(Suite suite) {
        this.suite = suite;
    }

    Map<String, Object> document() {
        var paths = new LinkedHashMap<String, Object>();
        for (var route : Route.values()) {
            @SuppressWarnings("unchecked") // Only this loop puts anything there.
            var methods = (Map<String, Object>) paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>());
            methods.put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        problemSchema();
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                map(
                        "title",
                        "Lethe",
                        "version",
                        "1",
                        "summary",
                        "A lawful memory for social-media chatbots",
                        "license",
                        map("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("paths", paths);
        document.put(
                "components",
                map(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        map("token", map("type", "http", "scheme", "bearer", "bearerFormat", "JWT"))));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        var contract = suite.endpoint(route).contract();
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", Shape.written(route));
        operation.put("summary", contract.summary());
        var parameters = parameters(route, contract);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (!contract.body().equals(Nothing.class)) {
            operation.put(
                    "requestBody",
                    map("required", true, "content", map("application/json", map("schema", ref(contract.body())))));
        }
        operation.put("responses", responses(route, contract));
        if (!route.access().contains(Access.PUBLIC)) {
            operation.put("security", List.of(map("token", List.of())));
            operation.put(
                    "x-access",
                    route.access().stream().map(Shape::written).sorted().toList());
        }
        return operation;
    }

    private List<Object> parameters(Route route, Contract<?> contract) {
        var parameters = new ArrayList<Object>();
        route.match(route.path())
                .orElseThrow()
                .keySet()
                .forEach(name -> parameters.add(map(
                        "name",
                        name,
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        map("type", "string", "maxLength", Request.PARAMETER_MAX))));
        for (var query : contract.query()) {
            parameters.add(map(
                    "name",
                    query.name(),
                    "in",
                    "query",
                    "required",
                    query.required(),
                    "schema",
                    schema.of(query.type())));
        }
        if (contract.idempotencyKey()) {
            parameters.add(map(
                    "name",
                    "Idempotency-Key",
                    "in",
                    "header",
                    "required",
                    false,
                    "schema",
                    map("type", "string", "minLength", 1, "maxLength", Request.IDEMPOTENCY_KEY_MAX)));
        }
        return parameters;
    }

    private Map<String, Object> responses(Route route, Contract<?> contract) {
        var responses = new TreeMap<String, Object>();
        contract.answers()
                .forEach((status, answer) -> responses.put(
                        Integer.toString(status),
                        map(
                                "description",
                                "As asked",
                                "content",
                                map("application/json", map("schema", ref(answer))))));
        if (contract.answers().isEmpty()) {
            var document = map("description", "The document");
            contract.document().ifPresent(type -> document.put("content", map(type, map())));
            responses.put("200", document);
        }
        problems(route, contract).stream()
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()))
                .forEach((status, problems) -> responses.put(
                        Integer.toString(status),
                        map(
                                "description",
                                problems.stream().map(Problem::slug).collect(Collectors.joining(", ")),
                                "content",
                                map("application/problem+json", map("schema", reference("Problem"))))));
        return responses;
    }

    /** Those the endpoint declares, and those that any route of its kind may report. */
    static EnumSet<Problem> problems(Route route, Contract<?> contract) {
        var problems = EnumSet.of(Problem.MALFORMED, Problem.BROKEN, Problem.UNAVAILABLE);
        problems.addAll(contract.problems());
        if (!route.access().contains(Access.PUBLIC)) {
            problems.addAll(List.of(Problem.UNAUTHENTICATED, Problem.FORBIDDEN));
        }
        if (!contract.body().equals(Nothing.class)) {
            problems.addAll(List.of(Problem.TOO_LARGE, Problem.WRONG_MEDIA_TYPE));
        }
        return problems;
    }

    private void problemSchema() {
        schemas.put(
                "Problem",
                map(
                        "type",
                        "object",
                        "required",
                        List.of("type", "title", "status", "instance"),
                        "properties",
                        map(
                                "type",
                                map(
                                        "type",
                                        "string",
                                        "enum",
                                        Arrays.stream(Problem.values())
                                                .map(Problem::type)
                                                .toList()),
                                "title",
                                map("type", "string"),
                                "status",
                                map("type", "integer"),
                                "instance",
                                map("type", "string"),
                                "errors",
                                map(
                                        "type",
                                        "array",
                                        "items",
                                        map(
                                                "type",
                                                "object",
                                                "properties",
                                                map(
                                                        "pointer",
                                                        map("type", "string"),
                                                        "detail",
                                                        map("type", "string")))),
                                "purposes",
                                map("type", "array", "items", ref(Told.class)),
                                "ask",
                                ref(Ask.class),
                                "disclosures",
                                map("type", "array", "items", ref(Disclosure.class)),
                                "nextDisclosureAt",
                                map("type", "string", "format", "date-time"))));
    }

    private Map<String, Object> ref(Class<?> type) {
        return map("$ref", reference(type));
    }

    private static Map<String, Object> reference(String name) {
        return map("$ref", "#/components/schemas/" + name);
    }

    private String reference(Class<?> type) {
        var name = name(type);
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, schema.ofRecord(type.asSubclass(Record.class)));
        }
        return "#/components/schemas/" + name;
    }

    /** A type's name, behind its enclosing type's where it has one. */
    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
    }

    /** The README's table of routes. */
    String table() {
        var table = new StringBuilder("| | route | access | |\n|---|---|---|---|\n");
        for (var route : Route.values()) {
            table.append("| ")
                    .append(route.method())
                    .append(" | `")
                    .append(route.path())
                    .append("` | ")
                    .append(route.access().stream().map(Shape::written).sorted().collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(suite.endpoint(route).contract().summary())
                    .append(" |\n");
        }
        return table.toString();
    }

    String json() {
        return new String(Json.writePretty(document()), StandardCharsets.UTF_8) + "\n";
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
