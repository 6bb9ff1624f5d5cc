package dev.lethe.local.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.http.Response;
import dev.lethe.local.env.ConsentModel.Call;
import dev.lethe.local.env.ConsentModel.Call.Checked;
import dev.lethe.local.env.ConsentModel.Call.Decided;
import dev.lethe.local.env.ConsentModel.Call.Unanswered;
import dev.lethe.local.env.ConsentModel.Decision;
import dev.lethe.local.env.Linearizability.Timed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The gate is linearizable with capture and withdrawal: a check that begins after a withdrawal was answered never says yes, whatever
 * else goes on. Several callers ask, agree and withdraw for a few people at the same time, in two environments that know nothing of
 * each other, and some of their answers are lost on the way; what they saw is judged person by person.
 */
@Timeout(300)
class GateHistoryTest {
    private static final int CALLERS = 6;
    private static final int CALLS_EACH = 500;
    private static final int PEOPLE = 5;
    private static final int OF_A_HUNDRED_CHECKS = 60;
    private static final int ONE_ANSWER_LOST_IN = 60;
    private static final String PURPOSE = "chat-history";

    private static final Engines ENGINES = new Engines();
    private static final long SEED = Long.getLong("lethe.seed", System.nanoTime());
    private static final String SEEDED = "-Dlethe.seed=" + SEED;

    /** One call by one caller. */
    private record Seen(int person, Timed<Call> call) {}

    /** Loses the answer of a transaction now and then: it was carried out, and who asked for it does not know. */
    private static final class Losing implements ExecutionInterceptor {
        private final AtomicLong state;

        Losing(long seed) {
            this.state = new AtomicLong(seed);
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest
                    && new SplittableRandom(state.incrementAndGet()).nextInt(ONE_ANSWER_LOST_IN) == 0) {
                throw SdkClientException.create("the answer is lost");
            }
        }
    }

    /** Answers each read with what stood at the one before, as a cache or a read without strong consistency might. */
    private static final class Stale implements ExecutionInterceptor {
        private final Map<SdkRequest, SdkResponse> before = new ConcurrentHashMap<>();

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof BatchGetItemRequest)) {
                return context.response();
            }
            var stood = before.put(context.request(), context.response());
            return stood == null ? context.response() : stood;
        }
    }

    @BeforeAll
    static void open() {
        environment(0, new ExecutionInterceptor() {}).open();
    }

    @AfterAll
    static void close() {
        ENGINES.close();
    }

    private static Env environment(int number, ExecutionInterceptor between) {
        return Env.at(ENGINES.dynamo(), ENGINES.kms.endpoint(), Clock.systemUTC(), new Random(SEED + number), between);
    }

    @Test
    void whatThousandsOfCallsSawHappenedInSomeOrder() throws Exception {
        var before = ENGINES.rows(Table.EVIDENCE, "RECEIPT").size();
        var environments = List.of(environment(1, new Losing(SEED)), environment(2, new Losing(SEED * 2)));
        var seen = atOnce(IntStream.range(0, CALLERS)
                .<Callable<List<Seen>>>mapToObj(caller -> () -> calls(
                        environments.get(caller % environments.size()),
                        "one of many ",
                        CALLS_EACH,
                        new Random(SEED - caller)))
                .toList());
        var told = new LinkedHashMap<String, Integer>();
        seen.forEach(call -> told.merge(name(call.call.call()), 1, Integer::sum));
        assertThat(told.keySet()).as(SEEDED).contains("allowed", "withdrawn", "recorded", "unchanged", "lost");
        assertThat(seen.size()).isGreaterThan(2_500);
        for (var person = 0; person < PEOPLE; person++) {
            judge(person, seen);
        }
        var recorded = told.getOrDefault("recorded", 0);
        assertThat(ENGINES.rows(Table.EVIDENCE, "RECEIPT").size() - before)
                .as("a receipt for each decision that was recorded, and for those whose answer was lost")
                .isBetween(recorded, recorded + told.getOrDefault("lost", 0));
    }

    /** The checker has to find a gate that is not linearizable: one that is a moment late. */
    @Test
    void aGateThatReadsWhatStoodAMomentAgoIsFound() {
        var seen = calls(environment(3, new Stale()), "one of few ", 400, new Random(SEED)).stream()
                .filter(call -> call.person == 0)
                .map(Seen::call)
                .toList();
        assertThat(Linearizability.violation(new ConsentModel(), seen))
                .as(SEEDED)
                .isPresent();
    }

    private static void judge(int person, List<Seen> seen) {
        var history = seen.stream()
                .filter(call -> call.person == person)
                .map(Seen::call)
                .toList();
        var found = Linearizability.violation(new ConsentModel(), history);
        assertThat(found.map(call -> around(history, history.get(call))))
                .as(SEEDED + ", person " + person)
                .isEmpty();
        // The same history with one answer turned round is none that can have happened.
        var last = history.stream()
                .mapToLong(call -> call.to() == Linearizability.NEVER ? 0 : call.to())
                .max()
                .orElseThrow();
        var worse = new ArrayList<>(history);
        worse.add(new Timed<>(new Checked(true, "consent-given"), last + 1, last + 2));
        worse.add(new Timed<>(new Checked(false, "not-asked"), last + 3, last + 4));
        assertThat(Linearizability.violation(new ConsentModel(), worse)).isPresent();
    }

    /** The calls at the time of one, for whoever has to find out why. */
    private static String around(List<Timed<Call>> history, Timed<Call> stuck) {
        var lines = new StringBuilder("nothing explains " + stuck);
        history.stream()
                .filter(call -> call.from() <= stuck.to() && call.to() >= stuck.from())
                .forEach(call -> lines.append('\n').append(call));
        return lines.toString();
    }

    private static List<Seen> calls(Env env, String people, int calls, Random random) {
        var seen = new ArrayList<Seen>();
        for (var call = 0; call < calls; call++) {
            var person = random.nextInt(PEOPLE);
            var check = random.nextInt(100) < OF_A_HUNDRED_CHECKS;
            var yes = random.nextBoolean();
            var from = System.nanoTime();
            var answer = check ? check(env, people + person) : decide(env, people + person, yes);
            var to = System.nanoTime();
            (check ? checked(answer) : decided(answer, yes))
                    .ifPresent(known -> seen.add(new Seen(
                            person,
                            new Timed<>(known, from, known instanceof Unanswered ? Linearizability.NEVER : to))));
        }
        return seen;
    }

    private static Response check(Env env, String person) {
        return env.post("/v1/permissions", Map.of("subject", Env.account(person), "purposes", List.of(PURPOSE)));
    }

    private static Response decide(Env env, String person, boolean yes) {
        return env.post(
                "/v1/consents",
                Map.of(
                        "subject",
                        Env.account(person),
                        "notice",
                        Map.of("id", "chat", "version", 1),
                        "decisions",
                        List.of(Map.of("purpose", PURPOSE, "decision", yes ? "grant" : "withdraw"))));
    }

    private static Optional<Call> checked(Response answer) {
        Env.expect(200, answer);
        var told = (Map<?, ?>) first(answer, "purposes");
        return Optional.of(new Checked(Boolean.TRUE.equals(told.get("allowed")), String.valueOf(told.get("why"))));
    }

    private static Optional<Call> decided(Response answer, boolean yes) {
        if (answer.status() == 503) {
            // Too many at once is said when nothing was written; anything else may have been.
            return answer.bodyText().contains("/problems/contended")
                    ? Optional.empty()
                    : Optional.of(new Unanswered(yes));
        }
        assertThat(answer.status()).isIn(200, 201);
        var told = (Map<?, ?>) first(answer, "decisions");
        return Optional.of(new Decided(
                yes,
                answer.status() == 201,
                Decision.valueOf(String.valueOf(told.get("decision")).toUpperCase(Locale.ROOT)),
                String.valueOf(told.get("receipt"))));
    }

    private static Object first(Response answer, String list) {
        return Env.tree(answer).get(list) instanceof List<?> told ? told.getFirst() : Map.of();
    }

    private static String name(Call call) {
        return switch (call) {
            case Checked(var allowed, var why) -> allowed ? "allowed" : why;
            case Decided decided -> decided.recorded() ? "recorded" : "unchanged";
            case Unanswered _ -> "lost";
        };
    }

    /** Runs all, each on a thread of its own, let go together. */
    private static List<Seen> atOnce(List<Callable<List<Seen>>> callers) throws Exception {
        var go = new CountDownLatch(1);
        var seen = new ArrayList<Seen>();
        try (var threads = Executors.newFixedThreadPool(callers.size())) {
            var running = callers.stream()
                    .map(caller -> threads.submit(() -> {
                        go.await();
                        return caller.call();
                    }))
                    .toList();
            go.countDown();
            for (var caller : running) {
                seen.addAll(caller.get());
            }
        }
        return seen;
    }
}
