package dev.lethe.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.crypto.FakeKeyRows;
import dev.lethe.crypto.FakeKeyWrap;
import dev.lethe.crypto.MovableClock;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Router;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Text;
import dev.lethe.lambda.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final String CANARY = "canary";

    record Body(@Text(max = 20) String word) {}

    record Answer(String said) {}

    /** What was remembered, by handle; the first one wins. */
    private static final class FakeAnswers implements Answers {
        final Map<String, Remembered> kept = new HashMap<>();

        @Override
        public Optional<Remembered> find(RepeatKey key) {
            return Optional.ofNullable(kept.get(key.handle()));
        }

        @Override
        public boolean remember(Remembered answer) {
            return kept.putIfAbsent(answer.key().handle(), answer) == null;
        }
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeKeyWrap wrap = new FakeKeyWrap(1);
    private final FakeKeyRows rows = new FakeKeyRows();
    private final UnwrapCache cache = new UnwrapCache(clock);
    private final SplittableRandom random = new SplittableRandom(1);
    private final FakeAnswers answers = new FakeAnswers();
    private final Repeats repeats =
            new Repeats(new Vault(wrap, rows, cache, random, new RandomIds(random), clock), answers, clock);
    private final Pseudonyms pseudonyms = new Pseudonyms(wrap, rows, cache, clock);
    private final Response response = Response.created(new Answer(CANARY)).with("Location", "/there");

    @Test
    void aRepeatGetsTheAnswerThatWasGivenBefore() {
        repeats.remember(key("k", "hello"), response);
        var again = again(key("k", "hello")).orElseThrow();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers()).isEqualTo(response.headers());
        assertThat(again.bodyText()).isEqualTo(response.bodyText());
    }

    @Test
    void aRequestWithoutAKeyIsNotRemembered() {
        assertThat(key("", "hello")).isEmpty();
        assertThat(repeats.remembering(Optional.empty(), response)).isEmpty();
        assertThat(repeats.remember(Optional.empty(), response)).isSameAs(response);
        assertThat(answers.kept).isEmpty();
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        repeats.remember(key("k", "hello"), response);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> again(key("k", "bye")))
                .matches(refused -> refused.problem() == Problem.OTHER_CONTENT);
    }

    @Test
    void theSameKeyOnAnotherRouteIsRefused() {
        repeats.remember(key("k", "hello"), response);
        var elsewhere = key(Route.CAPTURE_CONSENT, "bot", "shop", "k", "hello");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> again(elsewhere));
    }

    @Test
    void anotherClientsOrTenantsKeyIsAnotherKey() {
        repeats.remember(key("k", "hello"), response);
        assertThat(again(key(Route.OPEN_REQUEST, "other-bot", "shop", "k", "hello")))
                .isEmpty();
        assertThat(again(key(Route.OPEN_REQUEST, "bot", "shop-2", "k", "hello")))
                .isEmpty();
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        repeats.remember(key("k", "hello"), response);
        clock.pass(Repeats.MEMORY.minusMillis(1));
        assertThat(again(key("k", "hello"))).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(again(key("k", "hello"))).isEmpty();
        assertThat(again(key("k", "bye"))).isEmpty();
    }

    @Test
    void whoeverWasSlowerGetsTheAnswerOfWhoWasFaster() {
        repeats.remember(key("k", "hello"), response);
        assertThat(repeats.remember(key("k", "hello"), Response.ok(new Answer("slower")))
                        .bodyText())
                .isEqualTo(response.bodyText());
    }

    @Test
    void whatIsRememberedShowsNeitherTheKeyNorTheAnswer() {
        repeats.remember(key(CANARY, "hello"), response);
        assertThat(answers.kept.keySet()).allMatch(handle -> handle.matches("[a-z2-7]{26}"));
        assertThat(answers.kept.values()).allSatisfy(remembered -> {
            assertThat(new String(remembered.answer().bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(CANARY);
            assertThat(remembered.toString()).doesNotContain(CANARY);
        });
    }

    @Test
    void anAnswerMovedToAnotherKeyDoesNotOpen() {
        repeats.remember(key("k", "hello"), response);
        var stolen = answers.kept.values().iterator().next();
        var mine = key("mine", "hello");
        var moved = new Remembered(mine.orElseThrow(), stolen.answer(), stolen.expiresAt());
        assertThatExceptionOfType(Unopenable.class).isThrownBy(() -> repeats.again(mine, Optional.of(moved)));
    }

    private Optional<Response> again(Optional<RepeatKey> key) {
        return repeats.again(key, key.flatMap(answers::find));
    }

    private Optional<RepeatKey> key(String key, String word) {
        return key(Route.OPEN_REQUEST, "bot", "shop", key, word);
    }

    /** The key of a request that came in through a router. */
    private Optional<RepeatKey> key(Route route, String client, String tenant, String key, String word) {
        var keys = new ArrayList<Optional<RepeatKey>>();
        var router = new Router(
                Map.of(route, new Endpoint<Body>() {
                    @Override
                    public Contract<Body> contract() {
                        return Contract.taking("Take a word", Body.class).idempotent();
                    }

                    @Override
                    public Response handle(Request<Body> request) {
                        keys.add(repeats.key(request, pseudonyms.of(request.tenant())));
                        return response;
                    }
                }),
                (_, fault) -> {
                    throw new AssertionError("no fault", fault);
                });
        var headers = new HashMap<>(Map.of("content-type", "application/json"));
        if (!key.isEmpty()) {
            headers.put("idempotency-key", key);
        }
        router.handle(new Call(
                "id-1",
                route.method(),
                route.path(),
                Map.of(),
                headers,
                ("{\"word\":\"" + word + "\"}").getBytes(StandardCharsets.UTF_8),
                Optional.of(new Caller(new ClientId(client), new Tenant(tenant), Set.of(Access.BOT)))));
        return keys.getFirst();
    }
}
