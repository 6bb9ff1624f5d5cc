package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.http.Problem;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whole requests, from the event to the answer, before a stand-in of AWS: what they need is loaded, linked and compiled, so that after
 * a snapshot the first real request does not wait for it. They run in a suite of their own, of which nothing is left; they call
 * nobody, tell the function's log nothing, and know no key and no person.
 */
final class Rehearsal {
    /** How often: the compiler takes up what has run a few hundred times. */
    static final int ROUNDS = 20;

    private static final Tenant TENANT = new Tenant("rehearsal");
    private static final Site SITE = new Site("a".repeat(26));
    private static final String NOTICE = "rehearsal";

    /** The notice's purpose that people are asked for, and the one that rests on contract. */
    private static final String ASKED = "chat-history";

    private static final String UNASKED = "service";
    private static final String SAID_AT = "2026-01-15T11:59:00Z";
    private static final String REVIEW = "2026-06-30";
    private static final int YEAR = 365;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final World world;
    private final Suite suite;
    private final Set<Route> answered = EnumSet.noneOf(Route.class);

    private Rehearsal(World world) {
        this.world = world;
        this.suite = new Suite(world, new Log(_ -> {}, world.clock()));
    }

    /**
     * Rehearses what a function is for.
     *
     * @param rounds how often
     * @return the routes that were answered
     * @throws IllegalStateException where one was not
     */
    static Set<Route> of(Fn fn, Regimes regimes, int rounds) {
        var world = StandInWorld.of(regimes);
        try {
            var rehearsal = new Rehearsal(world);
            rehearsal.open();
            rehearsal.run(fn, rounds);
            return rehearsal.answered;
        } finally {
            world.close();
        }
    }

    private void open() {
        suite.door().openFirst(world.clock().instant());
        suite.tenants().register(TENANT, () -> SITE);
        for (var access : Access.values()) {
            suite.tenants().register(RehearsedEvents.client(access), TENANT);
        }
    }

    private void run(Fn fn, int rounds) {
        if (fn.trigger() == Fn.Trigger.HTTP) {
            ask(Route.PUBLISH_NOTICE, notice(), NOTICE);
        }
        for (var round = 0; round < rounds; round++) {
            // Somebody new each time, as whoever comes to a function first is to it.
            run(fn, "nobody-" + round);
        }
    }

    private void run(Fn fn, String user) {
        switch (fn) {
            case SITE -> {
                ask(Route.READ_NOTICE, Map.of(), SITE.value(), NOTICE);
                ask(Route.READ_PROBLEM, Map.of(), Problem.MALFORMED.slug());
            }
            case NOTICE -> {
                ask(Route.PREVIEW_NOTICE, notice(), NOTICE);
                // With other periods than the one before, so that what is stored is planned anew.
                ask(Route.PUBLISH_NOTICE, noticeOf(user.hashCode()), NOTICE);
            }
            case CONSENT -> {
                var subject = field(grant(user), "subject");
                ask(Route.PUT_SUBJECT, Map.of("subject", account(user), "locale", "en"));
                ask(Route.CHECK_PERMISSIONS, Map.of("subject", account(user), "purposes", List.of(ASKED)));
                ask(Route.READ_CONSENTS, Map.of(), subject);
            }
            case CONVERSATION -> {
                var said = ingest(user);
                read(
                        Route.READ_MESSAGES,
                        Map.of("purpose", UNASKED),
                        field(said, "subject"),
                        field(said, "conversation"));
            }
            case RIGHTS -> {
                ingest(user);
                var asked = ask(Route.OPEN_REQUEST, Map.of("subject", account(user), "type", "erasure"));
                ask(Route.READ_REQUEST, Map.of(), field(asked, "request"));
            }
            case CERTIFICATE -> {
                ask(Route.READ_JWKS, Map.of(), SITE.value());
                ask(Route.READ_RECEIPT, Map.of(), receipt(grant(user)));
            }
            case HOLD -> {
                var subject = field(ingest(user), "subject");
                ask(Route.PLACE_HOLD, Map.of("subject", subject, "reference", "none", "reviewOn", REVIEW));
                ask(Route.READ_HOLDS, Map.of());
            }
            case RETENTION -> {
                ask(Route.PREVIEW_SCHEDULE, schedule());
                ask(Route.READ_RETENTION_RUNS, Map.of());
            }
            case PURGING -> {
                ask(Route.RUN_PURGE, Map.of());
                ask(Route.READ_PURGES, Map.of());
            }
            case INCIDENT -> {
                ask(Route.FIND_OBLIGATIONS, RehearsedEvents.breach(SAID_AT));
                var incident = field(ask(Route.OPEN_INCIDENT, incident()), "incident");
                ask(Route.RECORD_ENTRY, Map.of("facts", RehearsedEvents.breach(SAID_AT)), incident);
                ask(Route.READ_OBLIGATIONS, Map.of(), incident);
                ask(Route.READ_INCIDENTS, Map.of());
                ask(Route.READ_INCIDENT, Map.of(), incident);
            }
            case FINDINGS -> {
                var event = PlatformJson.read(ScheduledEvent.class, RehearsedEvents.finding(user));
                new EventFunction(fn, suite).take(event);
            }
            case EXPIRY, WATCH, DELIVERY -> {
                var event = PlatformJson.read(DynamodbEvent.class, RehearsedEvents.stream(fn));
                PlatformJson.write(StreamsEventResponse.class, new StreamFunction(fn, suite).take(event));
            }
            case PURGE, VERIFY, REPLAN, HOLDING, ESCALATION, SCOPING, ERASURE, ROTATION -> {
                var event = PlatformJson.read(ScheduledEvent.class, RehearsedEvents.scheduled());
                new ScheduledFunction(fn, suite).run(event, () -> LONG);
            }
        }
    }

    private Map<?, ?> grant(String user) {
        return ask(
                Route.CAPTURE_CONSENT,
                Map.of(
                        "subject",
                        account(user),
                        "notice",
                        Map.of("id", NOTICE, "version", 1),
                        "decisions",
                        List.of(Map.of("purpose", ASKED, "decision", "grant"))));
    }

    private Map<?, ?> ingest(String user) {
        var said = Map.of("messageId", "1", "author", "person", "text", "nothing", "sentAt", SAID_AT);
        return ask(
                Route.INGEST_MESSAGES,
                Map.of(
                        "subject",
                        account(user),
                        "conversationId",
                        user,
                        "purposes",
                        List.of(UNASKED),
                        "messages",
                        List.of(said)));
    }

    private static Map<String, Object> schedule() {
        return Map.of(
                "locale",
                "en",
                "rules",
                List.of(Map.of(
                        "purpose",
                        UNASKED,
                        "category",
                        "message-text",
                        "keep",
                        "P1D",
                        "reasons",
                        Map.of("en", "nothing"))),
                "evidence",
                List.of());
    }

    private static Map<String, Object> incident() {
        return Map.of("detectedAt", SAID_AT, "description", Map.of("summary", "nothing"));
    }

    private static Map<String, Object> account(String user) {
        return Map.of("channel", "messenger", "userId", user);
    }

    private Map<?, ?> ask(Route route, Map<?, ?> body, String... path) {
        return handle(route, RehearsedEvents.http(route, List.of(path), Map.of(), body));
    }

    private Map<?, ?> read(Route route, Map<String, String> query, String... path) {
        return handle(route, RehearsedEvents.http(route, List.of(path), query, Map.of()));
    }

    /** From the event to the answer, as the platform hands in the one and takes the other. */
    private Map<?, ?> handle(Route route, Map<String, Object> event) {
        var function = new HttpFunction(suite.router(route::equals), suite.tenants(), suite.log());
        var answer = function.answer(PlatformJson.read(APIGatewayV2HTTPEvent.class, event));
        PlatformJson.write(APIGatewayV2HTTPResponse.class, answer);
        if (answer.getStatusCode() < OK || answer.getStatusCode() >= REDIRECTION) {
            throw new IllegalStateException("a rehearsal is answered: " + route + " " + answer.getStatusCode());
        }
        answered.add(route);
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8)).orElse(Map.of()) instanceof Map<?, ?> body
                ? body
                : Map.of();
    }

    private static String field(Map<?, ?> answer, String name) {
        return String.valueOf(answer.get(name));
    }

    private static String receipt(Map<?, ?> granted) {
        return granted.get("decisions") instanceof List<?> decisions
                        && decisions.getFirst() instanceof Map<?, ?> decision
                ? field(decision, "receipt")
                : "";
    }

    private static Map<?, ?> noticeOf(int number) {
        var text = new String(Json.write(notice()), StandardCharsets.UTF_8)
                .replaceAll(
                        "\"retention\":\"P[0-9]+D\"", "\"retention\":\"P" + (1 + Math.floorMod(number, YEAR)) + "D\"");
        return (Map<?, ?>) Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static Map<?, ?> notice() {
        try (var resource = Rehearsal.class.getResourceAsStream("/rehearsal/notice.json")) {
            if (resource == null) {
                throw new IllegalStateException("a rehearsal has its notice");
            }
            return (Map<?, ?>) Json.read(resource.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("a rehearsal's notice could not be read", e);
        }
    }
}
