package dev.lethe.local.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.crypto.KeyBytes;
import dev.lethe.http.Response;
import dev.lethe.kernel.ClientId;
import dev.lethe.lambda.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.crac.Core;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot of any function, taken after it has served, holds no key, no row of a key, and nobody's words. */
@Timeout(120)
class SnapshotTest {
    private static final String WORDS = "words that stay between the two of them";
    private static final int OBJECTS_MIN = 1_000;

    private static final String REMEMBERED = "client-that-was-remembered";

    /** What the JDK does not let anybody look into, and its own methods do not tell: none of it is ours. */
    private static final Set<String> OPAQUE = Set.of(
            "java.util.Random", "java.util.concurrent.ThreadPoolExecutor", "sun.security.ssl.SSLSocketFactoryImpl");

    private static final AtomicLong SEEDS = new AtomicLong(20_260_301);

    private static Engines engines;
    private static String table;

    @BeforeAll
    static void begin() {
        engines = new Engines();
        environment().open();
        table = engines.identityOfKeys();
    }

    @AfterAll
    static void end() {
        engines.close();
    }

    @ParameterizedTest
    @EnumSource
    void holdsNothingSecretAndNothingPerishable(Fn fn) throws Exception {
        var env = environment();
        var said = served(env, fn.name());
        var subject = String.valueOf(Env.tree(said).get("subject"));
        assertThat(search(env, subject).secrets())
                .as("the search can find")
                .containsExactlyInAnyOrder("a key in the clear", "a wrapped key", table, REMEMBERED, subject);

        var snapshot = new Snapshot(fn, env.suite);
        snapshot.beforeCheckpoint(Core.getGlobalContext());
        assertForgotten(env, subject);

        snapshot.afterRestore(Core.getGlobalContext());
        assertForgotten(env, subject);
        var unwrapped = env.called("Decrypt");
        assertThat(env.recalls(said).bodyText()).contains(WORDS);
        assertThat(env.says(fn.name(), "m_2", WORDS).status()).isEqualTo(201);
        assertThat(env.called("Decrypt") - unwrapped)
                .as("every key is unwrapped anew: the person's, the day's, the names'")
                .isEqualTo(3);
    }

    /** A restored environment did not hear of what happened before it woke up, and holds no old row against it. */
    @Test
    void whoWasErasedMeanwhileIsErasedForWhoWakesUp() throws Exception {
        var env = environment();
        var said = served(env, "gone");
        var snapshot = new Snapshot(Fn.CONVERSATION, env.suite);
        snapshot.beforeCheckpoint(Core.getGlobalContext());
        var other = environment();
        assertThat(other.post("/v1/requests", Map.of("subject", Env.account("gone"), "type", "erasure"))
                        .status())
                .isEqualTo(202);
        snapshot.afterRestore(Core.getGlobalContext());
        assertThat(env.recalls(said).status()).isEqualTo(410);
        assertThat(env.says("gone", "m_2", WORDS).status()).isEqualTo(410);
    }

    @ParameterizedTest
    @EnumSource
    void isPreparedWithOneReadAtMostAndWithoutTheKeyService(Fn fn) throws Exception {
        var env = environment();
        new Snapshot(fn, env.suite).beforeCheckpoint(Core.getGlobalContext());
        assertThat(env.calls()).isEqualTo(fn.grants().contains(Grant.RECORDS_READ) ? List.of("GetItem") : List.of());
    }

    @Test
    void ofAFunctionThatHasNotServedThereIsNothingToFind() {
        assertThat(search(environment(), "nobody in particular").secrets()).isEmpty();
    }

    private static void assertForgotten(Env env, String subject) {
        var reachable = search(env, subject);
        assertThat(reachable.secrets()).isEmpty();
        assertThat(reachable.objects()).as("what was searched").isGreaterThan(OBJECTS_MIN);
        assertThat(reachable.saw(KeyBytes.class)).isFalse();
        assertThat(reachable.closed()).isSubsetOf(OPAQUE);
    }

    private static Reachable search(Env env, String subject) {
        return Reachable.from(env.suite, table, WORDS, REMEMBERED, subject);
    }

    /** Something of every kind is in memory. */
    private static Response served(Env env, String person) {
        env.suite.tenants().register(new ClientId(REMEMBERED), Env.SHOP);
        assertThat(env.suite.tenants().of(new ClientId(REMEMBERED))).contains(Env.SHOP);
        var said = Env.expect(201, env.says(person, "m_1", WORDS));
        assertThat(env.recalls(said).bodyText()).contains(WORDS);
        return said;
    }

    private static Env environment() {
        return Env.at(engines.dynamo(), engines.kms.endpoint(), Clock.systemUTC(), new Random(SEEDS.incrementAndGet()));
    }
}
