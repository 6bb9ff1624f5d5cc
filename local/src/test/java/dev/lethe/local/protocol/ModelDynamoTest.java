package dev.lethe.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.local.protocol.Instance.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/** The model answers as the embedded engine does, and holds the same afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelDynamoTest {
    private static final long SEED = 20_260_301;
    /** So far ahead that the engine, which goes by the machine's clock, expires nothing meanwhile. */
    private static final Instant FUTURE = Stage.NOON.plus(Duration.ofDays(36_500));

    private static final int REQUESTS = 800;
    private static final int PAGES_MAX = 200;

    private final Engine engine = new Engine();
    private final Map<String, Integer> answered = new HashMap<>();
    private World world = ModelKms.world();

    @AfterAll
    void end() {
        engine.close();
    }

    @Test
    void randomRequestsAreAnsweredAsTheEngineAnswersThem() {
        var requests = new RandomRequests(new Random(SEED));
        var pages = 0;
        answered.clear();
        for (var n = 0; n < REQUESTS; n++) {
            var as = "request " + n + " of seed " + SEED;
            var request = requests.next();
            if (request instanceof ScanRequest) {
                // In which order a table is scanned is the engine's own business.
                assertThat(new HashSet<>(pages(request, this::modelled)))
                        .as(as)
                        .isEqualTo(new HashSet<>(pages(request, engine::apply)));
            } else {
                var answer = sameAnswer(as, request);
                for (var page = 1; page < PAGES_MAX && last(answer).isPresent(); page++) {
                    answer = sameAnswer(
                            as + ", page " + page,
                            RandomRequests.behind(request, last(answer).get()));
                    pages++;
                }
            }
        }
        sameContents();
        assertThat(answered.values()).as("answers of every kind: " + answered).allMatch(times -> times > REQUESTS / 60);
        assertThat(answered).as("answers of every kind").hasSize(12);
        assertThat(pages).as("pages behind the first").isGreaterThan(REQUESTS / 60);
    }

    @Test
    void whatTheSuiteItselfSendsIsAnsweredAsTheEngineAnswersIt() {
        var both = new Port() {
            private int asked;

            @Override
            public SdkResponse call(SdkRequest request) {
                return switch (request) {
                    case DynamoDbRequest dynamo ->
                        sameAnswer("request " + asked++, dynamo).give();
                    case KmsRequest kms -> {
                        var done = ModelKms.apply(world, kms, "asked " + asked++);
                        world = done.world();
                        yield done.answer().give();
                    }
                    default -> throw new AssertionError("a request to nobody");
                };
            }

            @Override
            public void await() {
                // Everything is done one after the other.
            }
        };
        var instance = new Instance(both, SEED, FUTURE);
        instance.found();
        var names = instance.names();
        lives(instance, names);
        instance.now(FUTURE.plus(Duration.ofDays(1)));
        assertThat(instance.rotates(_ -> true).status()).isEqualTo(200);
        lives(new Instance(both, SEED + 1, FUTURE.plus(Duration.ofDays(1))), names);
        instance.now(FUTURE.plus(Duration.ofDays(30)));
        assertThat(instance.purges().status()).isEqualTo(200);
        sameContents();
    }

    /** One life, from the first message to the last sweep, and what is refused on the way. */
    private static void lives(Instance instance, Names names) {
        instance.comesBack();
        assertThat(instance.says("one").status()).isEqualTo(201);
        assertThat(instance.says("one").status()).isEqualTo(201);
        assertThat(instance.says("two").status()).isEqualTo(201);
        assertThat(instance.reads(names).read()).hasSize(2);
        assertThat(instance.erases().status()).isEqualTo(202);
        assertThat(instance.reads(names).status()).isEqualTo(410);
        instance.sweeps();
        assertThat(instance.erases().status()).isEqualTo(202);
        assertThat(instance.says("three").status()).isEqualTo(410);
        instance.now(instance.now().plusSeconds(60));
        instance.comesBack();
        assertThat(instance.says("four").status()).isEqualTo(201);
        assertThat(instance.erases().status()).isEqualTo(202);
        instance.now(instance.now().plusSeconds(60));
        instance.comesBack();
        instance.sweeps();
        instance.erases();
    }

    private static Optional<Map<String, AttributeValue>> last(Answer answer) {
        return answer instanceof Answer.Gave(QueryResponse got)
                        && !got.lastEvaluatedKey().isEmpty()
                ? Optional.of(got.lastEvaluatedKey())
                : Optional.empty();
    }

    private Answer modelled(DynamoDbRequest request) {
        var done = ModelDynamo.apply(world, request);
        world = done.world();
        return done.answer();
    }

    private Answer sameAnswer(String as, DynamoDbRequest request) {
        var mine = modelled(request);
        var real = engine.apply(request);
        assertThat(told(mine)).as(as + " " + request).isEqualTo(told(real));
        answered.merge(
                request.getClass().getSimpleName() + " " + mine.getClass().getSimpleName(), 1, Integer::sum);
        return mine;
    }

    private void sameContents() {
        var mine = World.EMPTY;
        for (var entry : world.rows().entrySet()) {
            if (ModelDynamo.NAMES.containsValue(entry.getKey().table())) {
                mine = mine.with(entry.getKey(), entry.getValue());
            }
        }
        assertThat(mine.rows()).isNotEmpty().isEqualTo(engine.world().rows());
    }

    /** What an answer says, without what differs between two that say the same. */
    private static Object told(Answer answer) {
        if (!(answer instanceof Answer.Gave(var response))) {
            return answer;
        }
        return switch (response) {
            case GetItemResponse got -> got.item();
            case BatchGetItemResponse got -> {
                var sets = new HashMap<String, Object>();
                got.responses().forEach((table, items) -> sets.put(table, new HashSet<>(items)));
                yield List.of(sets, got.unprocessedKeys());
            }
            case QueryResponse got -> List.of(got.items(), got.lastEvaluatedKey());
            default -> response.getClass().getSimpleName();
        };
    }

    private static List<Map<String, AttributeValue>> pages(
            DynamoDbRequest request, Function<DynamoDbRequest, Answer> asked) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var next = request;
        for (var page = 0; page < PAGES_MAX; page++) {
            var response = (ScanResponse) asked.apply(next).give();
            items.addAll(response.items());
            if (!response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty()) {
                assertThat(items).doesNotHaveDuplicates();
                return items;
            }
            next = RandomRequests.behind(request, response.lastEvaluatedKey());
        }
        throw new AssertionError("a scan ends");
    }
}
