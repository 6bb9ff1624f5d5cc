package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.regime.RegimeFiles;
import dev.lethe.regime.Regimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made before a snapshot is nobody's: no call, no chance; what wakes up from it differs. */
class SnapshotTest {
    private static final long SEED = 20_260_301;

    @Test
    void makingTheSuiteDrawsNoRandomNumber() {
        var random = new SplittableRandom(SEED);
        Nowhere.suite(random);
        Nowhere.suite(random);
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(SEED).nextLong());
    }

    /** Nowhere nothing answers, so that the one read of the store fails; the rehearsal reads none, and is told and counted nowhere. */
    @ParameterizedTest
    @EnumSource
    void takingASnapshotDrawsNoRandomNumberAndTellsNothingButWhatFailed(Fn fn) {
        var random = new SplittableRandom(SEED);
        var told = new ArrayList<String>();
        var snapshot = new Snapshot(fn, Nowhere.suite(random, new Regimes(), told::add));
        snapshot.beforeCheckpoint(Core.getGlobalContext());
        snapshot.afterRestore(Core.getGlobalContext());
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(SEED).nextLong());
        assertThat(told)
                .hasSize(fn.grants().contains(Grant.RECORDS_READ) ? 1 : 0)
                .allMatch(line -> line.contains("snapshot taken without the store"));
    }

    /** What the rehearsal asks for first fails, and nothing after it does. */
    @Test
    void aRehearsalThatFailsIsToldAndIsNoReasonNotToTakeOne() {
        var fails = new AtomicBoolean(true);
        var files = RegimeFiles.packaged();
        var regimes = new Regimes(name -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("a regime cannot be read");
            }
            return files.read(name);
        });
        var told = new ArrayList<String>();
        new Snapshot(Fn.RIGHTS, Nowhere.suite(new SplittableRandom(SEED), regimes, told::add))
                .beforeCheckpoint(Core.getGlobalContext());
        assertThat(told).anyMatch(line -> line.contains("snapshot taken without a rehearsal"));
    }

    /** The worst of generators: one whose state is all in memory. */
    @Test
    void twoThatWakeUpFromTheSameSnapshotDrawDifferentNumbers() throws Exception {
        var one = SecureRandom.getInstance("SHA1PRNG");
        var two = SecureRandom.getInstance("SHA1PRNG");
        one.setSeed(SEED);
        two.setSeed(SEED);
        assertThat(one.nextLong()).as("they begin the same").isEqualTo(two.nextLong());
        for (var random : new SecureRandom[] {one, two}) {
            new Snapshot(Fn.CONVERSATION, Nowhere.suite(random)).afterRestore(Core.getGlobalContext());
        }
        assertThat(one.nextLong()).isNotEqualTo(two.nextLong());
        assertThat(Nowhere.suite(one).ids().random())
                .isNotEqualTo(Nowhere.suite(two).ids().random());
    }

    /** As the entry points do it, and then one call to show that it would have been seen. */
    @ParameterizedTest
    @EnumSource
    void makingAFunctionCallsNobody(Fn fn) throws Exception {
        var calls = new AtomicInteger();
        var aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        aws.start();
        var settings = Map.of(
                "aws.endpointUrl", "http://127.0.0.1:" + aws.getAddress().getPort(),
                "aws.accessKeyId", "id",
                "aws.secretAccessKey", "secret");
        settings.forEach(System::setProperty);
        try {
            var suite = Snapshot.around(fn, OnAws.suite(Environment.of(variables(fn))));
            suite.router(fn);
            assertThat(calls).hasValue(0);
            assertThat(Snapshot.registered()).as("the hooks are held").isPresent();
            assertThatCode(() -> suite.tenants().of(new ClientId("somebody"))).isInstanceOf(StoreUnavailable.class);
            assertThat(calls.get()).isPositive();
        } finally {
            settings.keySet().forEach(System::clearProperty);
            aws.stop(0);
        }
    }

    private static Map<String, String> variables(Fn fn) {
        var variables = new HashMap<>(Map.of(
                "LETHE_FUNCTION", fn.name(), "AWS_REGION", "eu-central-1", "AWS_LAMBDA_FUNCTION_NAME", "lethe-site"));
        for (var key : MasterKey.values()) {
            variables.put(key.variable(), key.alias("snapshot"));
        }
        for (var table : Table.values()) {
            variables.put("LETHE_TABLE_" + table.name(), table.name());
        }
        for (var bucket : Bucket.values()) {
            variables.put(bucket.variable(), "bucket");
        }
        for (var bus : EventBus.values()) {
            variables.put(bus.variable(), "bus");
        }
        return variables;
    }
}
