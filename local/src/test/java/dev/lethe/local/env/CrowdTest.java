package dev.lethe.local.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.http.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A great many first messages at once: each key is made once, each message is stored once. */
@Timeout(300)
class CrowdTest {
    private static final int MESSAGES = 1_000;
    private static final int PEOPLE = 200;

    private final Engines engines = new Engines();

    @BeforeEach
    void open() {
        environment(0).open();
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void aThousandFirstMessagesOfOnePersonMakeOneKey() throws Exception {
        var env = environment(1);
        var answers = atOnce(IntStream.range(0, MESSAGES)
                .<Callable<Response>>mapToObj(n -> () -> env.says("ana", "m_" + n, "message " + n))
                .toList());
        assertThat(answers).extracting(Response::status).containsOnly(201);
        assertThat(engines.rows(Table.KEYS, "SUBJECT_KEY")).hasSize(1);
        assertThat(engines.rows(Table.KEYS, "DAY_KEY")).hasSize(1);
        assertThat(engines.rows(Table.RECORDS, "MESSAGE")).hasSize(MESSAGES);
        assertThat(env.called("GenerateDataKey"))
                .as("the tenant's names, the person, the day: one call each")
                .isEqualTo(3);
        assertThat(env.called("Decrypt"))
                .as("what was made here is known; what was not is unwrapped once, and again after a thousand uses")
                .isBetween(1L, 3L);
        assertOpens(env, answers.getFirst());
    }

    @Test
    void twoHundredPeopleAtOnceGetAKeyEach() throws Exception {
        var env = environment(1);
        var answers = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Response>>mapToObj(n -> () -> env.says("person " + n, "m_1", "message " + n))
                .toList());
        assertThat(answers).extracting(Response::status).containsOnly(201);
        var keys = engines.rows(Table.KEYS, "SUBJECT_KEY");
        assertThat(keys).hasSize(PEOPLE);
        assertThat(keys).extracting(row -> row.get("wrapped")).doesNotHaveDuplicates();
        assertThat(keys)
                .extracting(row -> row.get("sid"))
                .extracting(AttributeValue::s)
                .doesNotHaveDuplicates();
        assertThat(env.called("GenerateDataKey"))
                .as("each person, the tenant's names, the day")
                .isEqualTo(PEOPLE + 2);
        for (var answer : answers.subList(0, 10)) {
            assertOpens(env, answer);
        }
    }

    @Test
    void twoEnvironmentsAtOnceAgreeOnOneKey() throws Exception {
        var one = environment(1);
        var two = environment(2);
        var answers = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Response>>mapToObj(n -> () -> (n % 2 == 0 ? one : two).says("ana", "m_" + n, "message " + n))
                .toList());
        assertThat(answers).extracting(Response::status).containsOnly(201);
        assertThat(engines.rows(Table.KEYS, "SUBJECT_KEY")).hasSize(1);
        assertThat(engines.rows(Table.KEYS, "DAY_KEY")).hasSize(1);
        assertThat(engines.rows(Table.KEYS, "PSEUDONYM_KEY")).hasSize(1);
        assertThat(engines.rows(Table.RECORDS, "MESSAGE")).hasSize(PEOPLE);
        for (var env : List.of(one, two)) {
            assertThat(env.called("GenerateDataKey"))
                    .as("the tenant's names, the person, the day: at most one call each, in each environment")
                    .isBetween(0L, 3L);
            assertOpens(env, answers.getFirst());
        }
    }

    /** Of the generators with a seed, this one may be asked by many at once. */
    private Env environment(int seed) {
        return Env.at(engines.dynamo(), engines.kms.endpoint(), Clock.systemUTC(), new Random(seed));
    }

    private static void assertOpens(Env env, Response said) {
        var page = env.recalls(said);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.bodyText()).contains("message ");
    }

    /** Runs all, each on a thread of its own, let go together. */
    private static List<Response> atOnce(List<Callable<Response>> requests) throws Exception {
        var go = new CountDownLatch(1);
        var answers = new ArrayList<Response>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var under = new ArrayList<Future<Response>>();
            for (var request : requests) {
                under.add(threads.submit(() -> {
                    go.await();
                    return request.call();
                }));
            }
            go.countDown();
            for (var future : under) {
                answers.add(future.get());
            }
        }
        return answers;
    }
}
