package dev.lethe.lambda;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.kernel.ClientId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The events of a rehearsal, in the form in which Lambda hands them to its runtime. */
final class RehearsedEvents {
    private static final long AT = 1_768_478_400L;
    private static final String CONTENT = "T#rehearsal#SID#" + "a".repeat(26);
    private static final String EVIDENCE = "T#rehearsal#SUBJECT#sub1_" + "a".repeat(26);

    private static final String FACT = "evt_" + "0".repeat(26);

    private static final String DETAIL = new String(
            Json.write(Map.of(
                    "id",
                    FACT,
                    "tenant",
                    "rehearsal",
                    "subject",
                    "sub1_" + "a".repeat(26),
                    "revision",
                    1,
                    "at",
                    "2026-01-15T12:00:00Z",
                    "purposes",
                    List.of("chat-history"),
                    "receipts",
                    List.of("rcp_" + "0".repeat(26)))),
            StandardCharsets.UTF_8);

    /** The program that calls in a role. */
    static ClientId client(Access access) {
        return new ClientId(access.name().toLowerCase(Locale.ROOT) + "-rehearsal");
    }

    /**
     * A call through an HTTP API (payload 2.0).
     *
     * @param path what stands for the route's parameters, in their order
     */
    static Map<String, Object> http(Route route, List<String> path, Map<String, String> query, Map<?, ?> body) {
        var access = route.access().iterator().next();
        var called = called(route, path);
        var context = new LinkedHashMap<String, Object>();
        context.put("requestId", "rehearsal");
        context.put("http", Map.of("method", route.method(), "path", called, "protocol", "HTTP/1.1"));
        context.put("timeEpoch", AT);
        if (access != Access.PUBLIC) {
            var claims = Map.of(
                    "client_id", client(access).value(), "scope", access.sign(), "cognito:groups", access.sign());
            context.put("authorizer", Map.of("jwt", Map.of("claims", claims, "scopes", List.of(access.sign()))));
        }
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", called);
        event.put("headers", Map.of("content-type", "application/json"));
        event.put("queryStringParameters", query);
        event.put("requestContext", context);
        event.put("isBase64Encoded", false);
        if (!body.isEmpty()) {
            event.put("body", new String(Json.write(body), StandardCharsets.UTF_8));
        }
        return event;
    }

    private static String called(Route route, List<String> path) {
        var called = route.path();
        for (var parameter : path) {
            called = called.replaceFirst("\\{\\w+}", parameter);
        }
        return called;
    }

    /** One record of the stream that makes a function run: an item that DynamoDB let expire, one that was put into evidence, or a fact. */
    static Map<String, Object> stream(Fn fn) {
        var expired = fn == Fn.EXPIRY;
        var fact = fn == Fn.DELIVERY;
        var image = new LinkedHashMap<String, Object>();
        image.put("pk", Map.of("S", expired ? CONTENT : EVIDENCE));
        image.put("sk", Map.of("S", expired ? "MESSAGE#cnv_a#msg_a" : fact ? "OUTBOX#" + FACT : "CHAIN#000000000001"));
        image.put("kind", Map.of("S", expired ? "MESSAGE" : fact ? "OUTBOX" : "CHAINED"));
        if (fact) {
            image.put("type", Map.of("S", "CONSENT_WITHDRAWN"));
            image.put("detail", Map.of("S", DETAIL));
        }
        image.put("schema", Map.of("N", "1"));
        image.put("ttl", Map.of("N", Long.toString(AT)));
        var change = new LinkedHashMap<String, Object>();
        change.put("ApproximateCreationDateTime", AT);
        change.put("SequenceNumber", "1");
        change.put(expired ? "OldImage" : "NewImage", image);
        var happened = new LinkedHashMap<String, Object>();
        happened.put("eventName", expired ? "REMOVE" : "INSERT");
        happened.put("dynamodb", change);
        if (expired) {
            happened.put("userIdentity", Map.of("principalId", "dynamodb.amazonaws.com", "type", "Service"));
        }
        return Map.of("Records", List.of(happened));
    }

    /** A schedule's own. */
    static Map<String, Object> scheduled() {
        return Map.of("source", "aws.events", "detail-type", "Scheduled Event", "time", "2026-01-15T12:00:00Z");
    }

    /** Facts of a breach, with whatever takes different ways. */
    static Map<String, Object> breach(String detectedAt) {
        var answers = Map.of(
                "data", List.of(Map.of("kind", "simple")),
                "identification", "negligible",
                "confidentiality", "no-evidence",
                "integrity", "no-wrong-use",
                "availability", "no-difficulty");
        return Map.of(
                "detectedAt",
                detectedAt,
                "role",
                "controller",
                "affected",
                List.of(Map.of("place", "IE", "persons", 1), Map.of("place", "US-CA", "persons", 1)),
                "data",
                List.of("messages"),
                "severity",
                answers);
    }

    /** A finding of a detector's, as EventBridge brings it. */
    static Map<String, Object> finding(String id) {
        var detail = Map.of(
                "id", id,
                "type", "none",
                "severity", 5,
                "createdAt", "2026-01-15T11:59:00.000Z",
                "updatedAt", "2026-01-15T11:59:00.000Z");
        return Map.of(
                "source", "aws.guardduty",
                "detail-type", "GuardDuty Finding",
                "time", "2026-01-15T12:00:00Z",
                "detail", detail);
    }

    private RehearsedEvents() {}
}
