package dev.lethe.api;

import static dev.lethe.api.Access.BOT;
import static dev.lethe.api.Access.OFFICER;
import static dev.lethe.api.Access.PUBLIC;
import static dev.lethe.api.Access.RESPONDER;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every HTTP route the suite answers. The only place a path is written; a route that does not work is not in it. */
public enum Route {
    PUT_SUBJECT("PUT", "/v1/subjects", Fn.CONSENT, BOT, OFFICER),
    PUBLISH_NOTICE("PUT", "/v1/notices/{notice}", Fn.NOTICE, OFFICER),
    READ_NOTICE("GET", "/v1/public/{site}/notices/{notice}", Fn.SITE, PUBLIC),
    PREVIEW_NOTICE("POST", "/v1/notices/{notice}/previews", Fn.NOTICE, OFFICER),
    READ_REVIEWS("GET", "/v1/reviews", Fn.NOTICE, OFFICER),
    READ_NOTICE_CHANGES("GET", "/v1/public/{site}/notices/{notice}/changes", Fn.SITE, PUBLIC),
    CAPTURE_CONSENT("POST", "/v1/consents", Fn.CONSENT, BOT),
    READ_CONSENTS("GET", "/v1/subjects/{subject}/consents", Fn.CONSENT, BOT, OFFICER),
    OVERRULE_OBJECTION("POST", "/v1/subjects/{subject}/grounds", Fn.CONSENT, OFFICER),
    CHECK_PERMISSIONS("POST", "/v1/permissions", Fn.CONSENT, BOT),
    INGEST_MESSAGES("POST", "/v1/messages", Fn.CONVERSATION, BOT),
    READ_MESSAGES("GET", "/v1/subjects/{subject}/conversations/{conversation}/messages", Fn.CONVERSATION, BOT),
    OPEN_REQUEST("POST", "/v1/requests", Fn.RIGHTS, BOT),
    READ_REQUEST("GET", "/v1/requests/{request}", Fn.RIGHTS, BOT, OFFICER),
    READ_CERTIFICATE("GET", "/v1/certificates/{certificate}", Fn.CERTIFICATE, OFFICER),
    READ_RECEIPT("GET", "/v1/receipts/{receipt}", Fn.CERTIFICATE, BOT, OFFICER),
    READ_JWKS("GET", "/v1/public/{site}/jwks.json", Fn.CERTIFICATE, PUBLIC),
    PUBLISH_SCHEDULE("PUT", "/v1/retention-schedule", Fn.RETENTION, OFFICER),
    PREVIEW_SCHEDULE("POST", "/v1/retention-schedule/previews", Fn.RETENTION, OFFICER),
    READ_SCHEDULE("GET", "/v1/public/{site}/retention-schedule", Fn.SITE, PUBLIC),
    READ_RETENTION_RUNS("GET", "/v1/retention-runs", Fn.RETENTION, OFFICER),
    READ_RETENTION_RUN("GET", "/v1/retention-runs/{run}", Fn.RETENTION, OFFICER),
    READ_STATISTICS("GET", "/v1/statistics", Fn.RETENTION, OFFICER),
    RUN_PURGE("POST", "/v1/purges", Fn.PURGING, OFFICER),
    READ_PURGES("GET", "/v1/purges", Fn.PURGING, OFFICER),
    READ_PURGE("GET", "/v1/purges/{purge}", Fn.PURGING, OFFICER),
    PAUSE_PURGES("PUT", "/v1/purge-pause", Fn.PURGING, OFFICER),
    RESUME_PURGES("DELETE", "/v1/purge-pause", Fn.PURGING, OFFICER),
    PLACE_HOLD("POST", "/v1/holds", Fn.HOLD, OFFICER),
    READ_HOLDS("GET", "/v1/holds", Fn.HOLD, OFFICER),
    READ_HOLD("GET", "/v1/holds/{hold}", Fn.HOLD, OFFICER),
    READ_HELD("GET", "/v1/holds/{hold}/messages", Fn.HOLD, OFFICER),
    RELEASE_HOLD("DELETE", "/v1/holds/{hold}", Fn.HOLD, OFFICER),
    FIND_OBLIGATIONS("POST", "/v1/obligations", Fn.INCIDENT, RESPONDER),
    OPEN_INCIDENT("POST", "/v1/incidents", Fn.INCIDENT, RESPONDER),
    READ_INCIDENTS("GET", "/v1/incidents", Fn.INCIDENT, RESPONDER, OFFICER),
    READ_INCIDENT("GET", "/v1/incidents/{incident}", Fn.INCIDENT, RESPONDER, OFFICER),
    RECORD_ENTRY("POST", "/v1/incidents/{incident}/entries", Fn.INCIDENT, RESPONDER),
    ASSESS_INCIDENT("POST", "/v1/incidents/{incident}/assessments", Fn.INCIDENT, RESPONDER),
    READ_OBLIGATIONS("GET", "/v1/incidents/{incident}/obligations", Fn.INCIDENT, RESPONDER, OFFICER),
    RECORD_DEED("POST", "/v1/incidents/{incident}/deeds", Fn.INCIDENT, RESPONDER),
    OPEN_SCOPE("POST", "/v1/incidents/{incident}/scopes", Fn.INCIDENT, RESPONDER),
    READ_SCOPE("GET", "/v1/incidents/{incident}/scopes/{scope}", Fn.INCIDENT, RESPONDER, OFFICER),
    CLOSE_INCIDENT("POST", "/v1/incidents/{incident}/closures", Fn.INCIDENT, RESPONDER),
    READ_REPORT("GET", "/v1/incidents/{incident}/report", Fn.INCIDENT, RESPONDER, OFFICER),
    READ_CONSOLE("GET", "/console", Fn.SITE, PUBLIC),
    READ_CONSOLE_PART("GET", "/console/{slug}", Fn.SITE, PUBLIC),
    READ_PROBLEM("GET", "/problems/{slug}", Fn.SITE, PUBLIC),
    READ_OPENAPI("GET", "/openapi.json", Fn.SITE, PUBLIC),
    READ_HEALTH("GET", "/health", Fn.SITE, PUBLIC);

    private final String method;
    private final String path;
    private final Fn fn;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<Access> access;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final String[] segments;

    Route(String method, String path, Fn fn, Access... access) {
        this.method = method;
        this.path = path;
        this.fn = fn;
        this.access = Set.of(access);
        this.segments = path.split("/", -1);
    }

    public String method() {
        return method;
    }

    /** The path with its parameters in braces, as API Gateway and OpenAPI write it. */
    public String path() {
        return path;
    }

    /** API Gateway's name for the route. */
    public String key() {
        return method + " " + path;
    }

    public Fn fn() {
        return fn;
    }

    /** Who may call; any one of these suffices. */
    public Set<Access> access() {
        return access;
    }

    /** The path's parameters when {@code called} is a path of this route, whatever the method. */
    public Optional<Map<String, String>> match(String called) {
        var parts = called.split("/", -1);
        if (parts.length != segments.length) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < parts.length; i++) {
            var segment = segments[i];
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), parts[i]);
            } else if (!segment.equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
