package dev.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final String CANARY = "canary";

    record Body(@Text(max = 5) String word) {}

    record Answer(String said) {}

    private record Taking(Function<Request<Body>, Response> answer) implements Endpoint<Body> {
        @Override
        public Contract<Body> contract() {
            return Contract.taking("Take a word", Body.class);
        }

        @Override
        public Response handle(Request<Body> request) {
            return answer.apply(request);
        }
    }

    private record Reading(Function<Request<Nothing>, Response> answer) implements Endpoint<Nothing> {
        @Override
        public Contract<Nothing> contract() {
            return Contract.reading("Read something").query("limit", String.class, false);
        }

        @Override
        public Response handle(Request<Nothing> request) {
            return answer.apply(request);
        }
    }

    private final List<Throwable> faults = new ArrayList<>();
    private Function<Request<Body>, Response> taking =
            request -> Response.ok(new Answer(request.body().word()));
    private Function<Request<Nothing>, Response> reading =
            request -> Response.ok(new Answer(request.path("request", text -> text)));
    private final Router router = new Router(
            Map.of(
                    Route.OPEN_REQUEST,
                    new Taking(request -> taking.apply(request)),
                    Route.READ_REQUEST,
                    new Reading(request -> reading.apply(request)),
                    Route.READ_HEALTH,
                    new Reading(_ -> Response.ok(new Answer("well")))),
            (_, fault) -> faults.add(fault));

    @Test
    void aCallGoesToItsRoutesEndpoint() {
        assertThat(router.handle(post("{\"word\":\"hello\"}")).bodyText()).isEqualTo("{\"said\":\"hello\"}");
        assertThat(router.handle(get("/v1/requests/r1")).bodyText()).isEqualTo("{\"said\":\"r1\"}");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/requests/r1/",
                "/v1//requests/r1",
                "//v1/requests/r1",
                "/V1/requests/r1",
                "/v1/requests/r1/decisions"
            })
    void whatIsNoRouteHereIsNotFound(String path) {
        assertProblem(router.handle(get(path)), Problem.NO_SUCH_ROUTE);
    }

    @Test
    void aPathHasALimit() {
        assertThat(router.handle(get("/v1/requests/" + "a".repeat(Router.PATH_MAX - 13)))
                        .status())
                .isEqualTo(200);
        assertProblem(router.handle(get("/v1/requests/" + "a".repeat(Router.PATH_MAX - 12))), Problem.NO_SUCH_ROUTE);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /v1/requests/r1, GET", "GET, /v1/requests, POST", "POST, /health, GET", "get, /health, GET"})
    void anotherMethodIsToldWhichAreAllowed(String method, String path, String allowed) {
        var response = router.handle(call(method, path, Map.of(), Map.of(), "", bot()));
        assertProblem(response, Problem.METHOD_NOT_ALLOWED);
        assertThat(response.headers()).containsEntry("Allow", allowed);
    }

    @Test
    void aRouteThatAsksForATokenTakesNoneButAllowedOnes() {
        assertProblem(router.handle(call("GET", "/v1/requests/r1", Optional.empty())), Problem.UNAUTHENTICATED);
        assertProblem(router.handle(call("GET", "/v1/requests/r1", who())), Problem.FORBIDDEN);
        assertProblem(router.handle(call("GET", "/v1/requests/r1", who(Access.RESPONDER))), Problem.FORBIDDEN);
        assertProblem(router.handle(call("POST", "/v1/requests", who(Access.OFFICER))), Problem.FORBIDDEN);
        assertThat(router.handle(call("GET", "/v1/requests/r1", who(Access.OFFICER)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatClaimsToBePublicIsNoPermission() {
        assertProblem(router.handle(call("GET", "/v1/requests/r1", who(Access.PUBLIC))), Problem.FORBIDDEN);
    }

    @Test
    void aPublicRouteAsksForNothing() {
        assertThat(router.handle(call("GET", "/health", Optional.empty())).status())
                .isEqualTo(200);
    }

    @Test
    void nothingOfABodyIsReadBeforeItsCallerIsKnown() {
        var big = call("POST", "/v1/requests", Map.of(), Map.of(), "x".repeat(Router.BODY_MAX + 1), Optional.empty());
        assertProblem(router.handle(big), Problem.UNAUTHENTICATED);
    }

    @Test
    void aBodyHasALimit() {
        var padding = " ".repeat(Router.BODY_MAX - "{\"word\":\"hello\"}".length());
        assertThat(router.handle(post("{\"word\":\"hello\"}" + padding)).status())
                .isEqualTo(200);
        assertProblem(router.handle(post("{\"word\":\"hello\"} " + padding)), Problem.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/jsonp", "application/json5", "text/application/json"})
    void aBodyThatIsNotCalledJsonIsRefused(String type) {
        var call = call("POST", "/v1/requests", Map.of(), Map.of("content-type", type), "{}", bot());
        assertProblem(router.handle(call), Problem.WRONG_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "application/json ;charset=utf-8"})
    void jsonMayBeCalledJsonInAnyCase(String type) {
        var call = call("POST", "/v1/requests", Map.of(), Map.of("content-type", type), "{\"word\":\"a\"}", bot());
        assertThat(router.handle(call).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "{\"word\":\"a\"} x",
                "{\"word\":\"a\",\"word\":\"b\"}",
                "[]",
                "{\"word\":\"canary\"}"
            })
    void aBodyThatCannotBeReadIsNotRepeated(String body) {
        var response = router.handle(post(body));
        assertProblem(response, Problem.MALFORMED);
        assertThat(response.bodyText()).contains("\"errors\":[{").doesNotContain(CANARY);
    }

    @Test
    void aRouteThatTakesNoBodyRefusesOne() {
        var call = call("GET", "/v1/requests/r1", Map.of(), Map.of(), "{}", bot());
        assertProblem(router.handle(call), Problem.MALFORMED);
    }

    @Test
    void anUnknownQueryParameterIsRefusedWithoutBeingRepeated() {
        var response = router.handle(call("GET", "/v1/requests/r1", Map.of(CANARY, "1"), Map.of(), "", bot()));
        assertProblem(response, Problem.MALFORMED);
        assertThat(response.bodyText()).contains("\"pointer\":\"query\"").doesNotContain(CANARY);
    }

    @Test
    void aKnownQueryParameterReachesTheEndpoint() {
        reading = request -> Response.ok(new Answer(request.queryRequired("limit", text -> text)));
        assertThat(router.handle(call("GET", "/v1/requests/r1", Map.of("limit", "5"), Map.of(), "", bot()))
                        .bodyText())
                .contains("5");
        assertThat(router.handle(get("/v1/requests/r1")).bodyText()).contains("query/limit", "is required");
    }

    @Test
    void aParameterThatCannotBeReadIsNamedAndNotRepeated() {
        reading = request ->
                Response.ok(new Answer(request.path("request", Tenant::new).value()));
        assertThat(router.handle(get("/v1/requests/CANARY%00canary")).bodyText())
                .contains("path/request", "is not of the right form")
                .doesNotContainIgnoringCase(CANARY);
    }

    @Test
    void anUnreasonableIdempotencyKeyIsRefused() {
        taking = request -> Response.ok(new Answer(request.idempotencyKey().orElse("none")));
        for (var key : List.of("", "k".repeat(Request.IDEMPOTENCY_KEY_MAX + 1))) {
            var headers = Map.of("content-type", "application/json", "idempotency-key", key);
            var call = call("POST", "/v1/requests", Map.of(), headers, "{\"word\":\"a\"}", bot());
            assertThat(router.handle(call).bodyText()).contains("header/Idempotency-Key");
        }
    }

    @Test
    void aRefusalIsToldWithItsExtension() {
        taking = _ -> {
            throw new Refused(Problem.PURPOSE_TAKEN, Map.of("purpose", "chat"));
        };
        var response = router.handle(post("{\"word\":\"a\"}"));
        assertProblem(response, Problem.PURPOSE_TAKEN);
        assertThat(response.bodyText()).contains("\"purpose\":\"chat\"");
        assertThat(response.headers()).doesNotContainKey("Retry-After");
        assertThat(faults).isEmpty();
    }

    @Test
    void aFaultOfTheWorldAsksToTryAgain() {
        var fault = new StoreUnavailable();
        taking = _ -> {
            throw fault;
        };
        var response = router.handle(post("{\"word\":\"a\"}"));
        assertProblem(response, Problem.UNAVAILABLE);
        assertThat(response.headers()).containsEntry("Retry-After", "1");
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void aBugOfOursTellsNothingButTheRequestsId() {
        var bug = new IllegalStateException(CANARY, new RuntimeException(CANARY));
        taking = _ -> {
            throw bug;
        };
        var response = router.handle(post("{\"word\":\"a\"}"));
        assertThat(response.bodyText())
                .isEqualTo("{\"type\":\"/problems/broken\",\"title\":\"Something went wrong on our side\","
                        + "\"status\":500,\"instance\":\"id-1\"}");
        assertThat(response.headers()).isEqualTo(Map.of("Content-Type", "application/problem+json"));
        assertThat(faults).containsExactly(bug);
    }

    @Test
    void aStackThatOverflowsIsABugToo() {
        var bug = new StackOverflowError();
        taking = _ -> {
            throw bug;
        };
        assertProblem(router.handle(post("{\"word\":\"a\"}")), Problem.BROKEN);
        assertThat(faults).containsExactly(bug);
    }

    @Test
    void everythingThatIsWrongIsListed() {
        taking = _ -> {
            throw new Malformed(List.of(new Wrong("/a", "is required"), new Wrong("/b", "is required")));
        };
        assertThat(router.handle(post("{\"word\":\"a\"}")).bodyText())
                .contains("\"errors\":[{\"pointer\":\"/a\",\"detail\":\"is required\"},"
                        + "{\"pointer\":\"/b\",\"detail\":\"is required\"}]");
    }

    @Test
    void callsRequestsAndResponsesPrintNothingOfWhatTheyHold() {
        taking = request -> Response.ok(new Answer(request.toString()));
        var call = post("{\"word\":\"cnry\"}");
        assertThat(call).hasToString("Call[id-1]");
        assertThat(router.handle(call).bodyText()).isEqualTo("{\"said\":\"Call[id-1]\"}");
        assertThat(router.handle(call)).hasToString("Response[200]");
    }

    private static void assertProblem(Response response, Problem problem) {
        assertThat(response.status()).isEqualTo(problem.status());
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.bodyText())
                .contains("\"type\":\"" + problem.type() + "\"")
                .contains("\"title\":\"" + problem.title() + "\"")
                .contains("\"instance\":\"id-1\"");
    }

    private static Optional<Caller> who(Access... may) {
        return Optional.of(new Caller(new ClientId("bot"), new Tenant("shop"), Set.of(may)));
    }

    private static Optional<Caller> bot() {
        return who(Access.BOT);
    }

    private static Call get(String path) {
        return call("GET", path, bot());
    }

    private static Call post(String body) {
        return call("POST", "/v1/requests", Map.of(), Map.of("content-type", "application/json"), body, bot());
    }

    private static Call call(String method, String path, Optional<Caller> caller) {
        return call(method, path, Map.of(), Map.of(), "", caller);
    }

    private static Call call(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body,
            Optional<Caller> caller) {
        return new Call("id-1", method, path, query, headers, body.getBytes(StandardCharsets.UTF_8), caller);
    }
}
