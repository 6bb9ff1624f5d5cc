package dev.lethe.local;

import dev.lethe.api.Access;
import dev.lethe.api.Bucket;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.audit.Checkpoints;
import dev.lethe.event.Bus;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import dev.lethe.local.engine.Copies;
import dev.lethe.local.engine.Engines;
import dev.lethe.local.engine.Expirer;
import dev.lethe.local.engine.Lambdas;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Permissions;
import dev.lethe.local.engine.Schedules;
import dev.lethe.local.engine.StreamPump;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.evidence.S3KeptCheckpoints;
import dev.lethe.local.gateway.Gateway;
import dev.lethe.local.gateway.Tokens;
import dev.lethe.local.kms.LocalKms;
import dev.lethe.local.objects.LocalBus;
import dev.lethe.local.objects.LocalObjects;
import dev.lethe.local.operator.Operator;
import dev.lethe.regime.RegimeFiles;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The whole suite on this machine: engines, functions, gateway and clock. The functions are those of AWS, with their own
 * permissions; only what is around them is a stand-in.
 */
public final class LocalWorld implements AutoCloseable {
    public static final Tenant DEMO = new Tenant("demo");
    private static final int TICK_SECONDS = 1;

    /**
     * How to start.
     *
     * @param port 0 for any free one
     * @param data where tables are kept; in memory when absent
     * @param keys where key material is kept, apart from the tables; absent exactly when {@code data} is
     * @param prefix of the names of tables and keys; nobody else's, where there is {@code elsewhere}
     * @param elsewhere where tables and keys are, instead of on this machine; they are removed at the end
     * @param regimes whose they are
     * @param log where log lines go
     * @param watch sees every call the functions make to AWS
     */
    public record Options(
            int port,
            Optional<Path> data,
            Optional<Path> keys,
            String prefix,
            Optional<Engines.Elsewhere> elsewhere,
            RegimeFiles regimes,
            Consumer<String> log,
            Optional<ExecutionInterceptor> watch) {

        /** In memory, on any free port, silent. */
        public static Options inMemory() {
            return new Options(
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    "lethe",
                    Optional.empty(),
                    RegimeFiles.packaged(),
                    _ -> {},
                    Optional.empty());
        }

        public Options with(ExecutionInterceptor watching) {
            return new Options(port, data, keys, prefix, elsewhere, regimes, log, Optional.of(watching));
        }

        public Options logging(Consumer<String> sink) {
            return new Options(port, data, keys, prefix, elsewhere, regimes, sink, watch);
        }

        public Options keeping(Path data, Path keys) {
            return new Options(port, Optional.of(data), Optional.of(keys), prefix, elsewhere, regimes, log, watch);
        }

        public Options at(int port) {
            return new Options(port, data, keys, prefix, elsewhere, regimes, log, watch);
        }

        public Options under(RegimeFiles own) {
            return new Options(port, data, keys, prefix, elsewhere, own, log, watch);
        }

        /** With tables and keys behind an endpoint, under names that nobody else uses. */
        public Options at(Engines.Elsewhere endpoint, String unique) {
            return new Options(
                    port, Optional.empty(), Optional.empty(), unique, Optional.of(endpoint), regimes, log, watch);
        }
    }

    private final MovableClock clock;
    private final Options options;
    private final Regimes regimes;
    private final Engines engines;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final Map<Table, String> tables;
    private final Map<MasterKey, String> masterKeys;
    private final Permissions.Denials denials = new Permissions.Denials();
    private final Suite registry;
    private final Lambdas lambdas;
    private final Tokens tokens;
    private final Expirer expirer;
    private final List<StreamPump> pumps;
    private final Schedules schedules;
    private final Gateway gateway;
    private final Optional<DataLock> lock;
    private final Optional<KeptClock> keptClock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("ticker").factory());

    private LocalWorld(
            Options options,
            Optional<DataLock> lock,
            Optional<KeptClock> keptClock,
            MovableClock clock,
            Engines engines)
            throws IOException {
        this.options = options;
        this.regimes = new Regimes(options.regimes());
        this.lock = lock;
        this.keptClock = keptClock;
        this.clock = clock;
        this.engines = engines;
        this.tables = Tables.names(options.prefix());
        this.masterKeys = MasterKeys.aliases(options.prefix());
        var admin = engines.tables(List.of());
        this.dynamo = admin.dynamo();
        this.streams = admin.with(DynamoDbStreamsClient.builder()).build();
        Tables.create(dynamo, tables);
        Expirer.createMarks(dynamo, tables);
        engines.create(masterKeys);
        this.registry = suite(Optional.empty());
        registry.door().openFirst(clock.instant());
        this.lambdas = new Lambdas(fn -> suite(Optional.of(fn)));
        this.tokens = Tokens.in(options.keys(), Clock.systemUTC());
        this.expirer = new Expirer(dynamo, tables, clock);
        this.pumps = Stream.of(Fn.values())
                .filter(fn -> fn.stream().isPresent())
                .map(fn -> new StreamPump(dynamo, streams, lambdas, tables, fn, clock))
                .toList();
        this.schedules = new Schedules(lambdas, clock);
        register(DEMO);
        this.gateway = Gateway.start(options.port(), lambdas, tokens, new LocalCalls(this));
    }

    /** Starts everything, and a ticker that lets time take its course. */
    public static LocalWorld start(Options options) throws IOException {
        var world = open(options);
        var ticking =
                world.ticker.scheduleWithFixedDelay(world::tickQuietly, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        if (ticking.isDone()) {
            throw new IllegalStateException("a ticker ticks until it is stopped");
        }
        return world;
    }

    /** Starts everything, with time standing still in between calls of {@link #tick}. */
    public static LocalWorld startStill(Options options) throws IOException {
        return open(options);
    }

    private static LocalWorld open(Options options) throws IOException {
        var lock = options.data().isPresent()
                ? Optional.of(DataLock.take(options.data().get()))
                : Optional.<DataLock>empty();
        var keptClock = options.data().map(KeptClock::new);
        var clock = keptClock.map(KeptClock::clock).orElseGet(MovableClock::system);
        var engines = options.elsewhere()
                .map(endpoint -> Engines.at(endpoint, options.prefix()))
                .orElseGet(() -> Engines.embedded(options.data(), options.keys(), clock));
        try {
            return new LocalWorld(options, lock, keptClock, clock, engines);
        } catch (IOException | RuntimeException e) {
            engines.close();
            throw e;
        }
    }

    private Suite suite(Optional<Fn> fn) {
        var permissions = fn.map(of -> denials.of(of, tables)).orElseGet(() -> denials.ofOperator(tables));
        var watch = Stream.concat(
                        Stream.<ExecutionInterceptor>of(permissions),
                        fn.isPresent() ? options.watch().stream() : Stream.empty())
                .toList();
        return new Suite(
                new World(
                        engines.tables(watch).dynamo(),
                        engines.keys(watch).kms(),
                        tables,
                        masterKeys,
                        fn.map(engines::checkpoints).orElse(Checkpoints.NOWHERE),
                        fn.map(of -> engines.bus(of, denials)).orElse(Bus.NOWHERE),
                        regimes,
                        clock,
                        new SecureRandom()),
                new Log(options.log(), clock));
    }

    /** What a deployment would tell a function by its environment, and where this world's engines are. */
    public Map<String, String> environment(Fn fn) {
        var variables = new TreeMap<String, String>();
        variables.put(Fn.VARIABLE, fn.name());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", fn.deployedName(options.prefix()));
        tables.forEach((table, name) -> variables.put(table.variable(), name));
        masterKeys.forEach((key, alias) -> variables.put(key.variable(), alias));
        variables.putAll(engines.variables());
        return variables;
    }

    /** Lets a tenant in, with a client for each role. */
    public Site register(Tenant tenant) {
        registry.tenants().register(tenant, () -> new Site(registry.ids().random()));
        for (var role : List.of(Access.BOT, Access.OFFICER, Access.RESPONDER)) {
            registry.tenants().register(Tokens.client(role, tenant), tenant);
        }
        return registry.tenants().siteOf(tenant);
    }

    /** Expiry, the stream and the schedules, as far as their time has come. */
    public synchronized void tick() {
        expirer.run();
        pump();
        schedules.run();
        pump();
    }

    private void tickQuietly() {
        try {
            tick();
        } catch (RuntimeException _) {
            // The next tick tries again; the functions have logged what failed.
        }
    }

    /** Moves time ahead, and lets happen what has become due. */
    public void advance(String duration) {
        clock.advance(duration);
        keptClock.ifPresent(kept -> kept.keep(clock));
        tick();
    }

    /** Copies the tables as they are now; returns the copies' names. */
    public Map<Table, String> backup(String name) {
        return Copies.make(dynamo, tables, options.elsewhere().isPresent() ? options.prefix() + "-" + name : name);
    }

    /** Carries out an operator's command; nothing else takes its course meanwhile. */
    synchronized boolean operate(Predicate<Operator> command, Consumer<String> told) {
        var checkpoints = new S3KeptCheckpoints(
                engines.buckets(List.of(denials.ofOperator(tables))), Engines.name(Bucket.CHECKPOINTS));
        return command.test(new Operator(registry, checkpoints, told));
    }

    /** The suite as its operator uses it, with an operator's permissions. */
    public Suite operators() {
        return registry;
    }

    /** The role of that name: bot, officer or responder. */
    public static Access role(String name) {
        return Stream.of(Access.BOT, Access.OFFICER, Access.RESPONDER)
                .filter(access -> access.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A role is bot, officer or responder"));
    }

    public URI uri() {
        return gateway.uri();
    }

    public MovableClock clock() {
        return clock;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Lambdas lambdas() {
        return lambdas;
    }

    public LocalKms kms() {
        return engines.kms();
    }

    /** A client that may do anything, to look at what the store really holds. */
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /** A client of the key service that may do anything. */
    public KmsClient kmsClient() {
        return engines.keys(List.of()).kms();
    }

    public Map<MasterKey, String> masterKeys() {
        return Map.copyOf(masterKeys);
    }

    /** The buckets, as one looks at them from outside. */
    public LocalObjects objects() {
        return engines.objects();
    }

    /** The event bus, as one who subscribes to it. */
    public LocalBus bus() {
        return engines.objects().bus();
    }

    public Map<Table, String> tables() {
        return tables;
    }

    /** What the functions and the operator tried that their grants do not allow. */
    public List<String> denials() {
        return denials.all();
    }

    /** Runs a schedule now. */
    public synchronized void run(Schedule schedule) {
        schedules.run(schedule);
    }

    /** Lets the stand-in for expiry run, and nothing else. */
    public synchronized int expire() {
        return expirer.run();
    }

    /** Lets the streams be delivered, and nothing else; returns how many records were taken. */
    public synchronized int pump() {
        return pumps.stream().mapToInt(StreamPump::run).sum();
    }

    /** How many records the streams gave up on: on AWS they are put aside in a queue. */
    public synchronized int putAside() {
        return pumps.stream().mapToInt(StreamPump::putAside).sum();
    }

    @Override
    public void close() {
        gateway.close();
        ticker.shutdown();
        try {
            ticker.awaitTermination(TICK_SECONDS * 10L, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        streams.close();
        dynamo.close();
        engines.close();
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory could not be let go", e);
        }
    }
}
