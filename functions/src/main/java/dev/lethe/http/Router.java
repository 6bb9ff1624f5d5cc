package dev.lethe.http;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Unavailable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Finds a call's route, checks its caller, reads its body, and is the only place that turns a throwable into a
 * response.
 */
public final class Router {
    /** The largest body, in bytes. */
    public static final int BODY_MAX = 256 * 1024;

    /** The longest path, in UTF-16 code units. */
    public static final int PATH_MAX = 1_024;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Map<Route, Endpoint<?>> endpoints;
    private final BiConsumer<Call, Throwable> faults;

    /**
     * @param endpoints the routes this router answers. A call to any other is not found, or, where its path is a route's but
     *     its method is none of that path's, told which methods there are: so that the function behind {@code $default} can
     *     say so for every route
     * @param faults told of each fault and bug, which the caller learns nothing about
     */
    public Router(Map<Route, Endpoint<?>> endpoints, BiConsumer<Call, Throwable> faults) {
        this.endpoints = new EnumMap<>(endpoints);
        this.faults = faults;
    }

    public Response handle(Call call) {
        try {
            return dispatch(call);
        } catch (Malformed e) {
            return problem(call, Problem.MALFORMED, Map.of(), e.wrongs());
        } catch (Refused e) {
            return problem(call, e.problem(), e.extension(), List.of());
        } catch (Unavailable e) {
            faults.accept(call, e);
            return problem(call, Problem.UNAVAILABLE, Map.of(), List.of());
        } catch (RuntimeException | StackOverflowError e) {
            faults.accept(call, e);
            return problem(call, Problem.BROKEN, Map.of(), List.of());
        }
    }

    private Response dispatch(Call call) {
        if (call.path().length() > PATH_MAX) {
            throw new Refused(Problem.NO_SUCH_ROUTE);
        }
        Set<String> allowed = new TreeSet<>();
        for (var route : Route.values()) {
            var path = route.match(call.path());
            var endpoint = endpoints.get(route);
            if (path.isPresent() && endpoint != null && route.method().equals(call.method())) {
                authorise(route, call);
                return answer(endpoint, call, path.get());
            }
            path.ifPresent(_ -> allowed.add(route.method()));
        }
        if (allowed.isEmpty() || allowed.contains(call.method())) {
            throw new Refused(Problem.NO_SUCH_ROUTE);
        }
        return problem(call, Problem.METHOD_NOT_ALLOWED, Map.of(), List.of()).with("Allow", String.join(", ", allowed));
    }

    private static void authorise(Route route, Call call) {
        if (route.access().equals(Set.of(Access.PUBLIC))) {
            return;
        }
        var caller = call.caller().orElseThrow(() -> new Refused(Problem.UNAUTHENTICATED));
        if (route.access().stream().noneMatch(caller.may()::contains)) {
            throw new Refused(Problem.FORBIDDEN);
        }
    }

    private static <B extends Record> Response answer(Endpoint<B> endpoint, Call call, Map<String, String> path) {
        var contract = endpoint.contract();
        for (var name : call.query().keySet()) {
            if (contract.query().stream().noneMatch(p -> p.name().equals(name))) {
                throw new Malformed("query", "has an unknown parameter");
            }
        }
        return endpoint.handle(new Request<>(call, path, body(contract, call)));
    }

    private static <B extends Record> B body(Contract<B> contract, Call call) {
        if (call.body().length > BODY_MAX) {
            throw new Refused(Problem.TOO_LARGE);
        }
        if (contract.body().equals(Nothing.class)) {
            if (call.body().length > 0) {
                throw new Malformed("", "there must be no body");
            }
            return Shape.of(contract.body()).read(Map.of());
        }
        var type = call.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (!type.matches("application/json( *;.*)?")) {
            throw new Refused(Problem.WRONG_MEDIA_TYPE);
        }
        var tree = Json.read(call.body())
                .orElseThrow(() -> new Malformed("", "must be one JSON object in UTF-8, no name in it twice"));
        return Shape.of(contract.body()).read(tree);
    }

    /** A problem+json body (RFC 9457) whose {@code instance} is the request's id. */
    public static Response problem(Call call, Problem problem, Map<String, Object> extension, List<Wrong> wrongs) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("instance", call.id());
        if (!wrongs.isEmpty()) {
            body.put("errors", wrongs.stream().map(Shape::tree).toList());
        }
        body.putAll(extension);
        var response =
                new Response(problem.status(), Map.of("Content-Type", "application/problem+json"), Json.write(body));
        return switch (problem.status()) {
            case 401 -> response.with("WWW-Authenticate", "Bearer");
            case 503 -> response.with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            default -> response;
        };
    }
}
