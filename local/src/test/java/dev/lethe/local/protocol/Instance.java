package dev.lethe.local.protocol;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.epoch.EpochRules;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Json;
import dev.lethe.http.Response;
import dev.lethe.http.Router;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import dev.lethe.rights.SweepErased;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoExpiryLog;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.DynamoSchedules;
import dev.lethe.store.DynamoStragglers;
import dev.lethe.store.EvidencePeriods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** One running copy of the suite, with clients, caches, chance and a clock of its own, and what an actor does with it. */
final class Instance {
    static final Tenant TENANT = new Tenant("acme");
    static final Map<String, String> PERSON = Map.of("channel", "messenger", "userId", "24601337");

    private static final String PURPOSE = "service";
    private static final int ROTATIONS_MAX = 12;
    private static final Remaining PLENTY = () -> Duration.ofMinutes(15);

    private final Suite suite;
    private final Router router;
    private final Port port;
    private Instant now;
    private String lastRead = "";

    Instance(Port port, long seed, Instant now) {
        this.port = port;
        this.now = now;
        var watched = new Port() {
            @Override
            public SdkResponse call(SdkRequest request) {
                if (request instanceof QueryRequest query) {
                    Optional.ofNullable(query.expressionAttributeValues().get(":pk"))
                            .map(AttributeValue::s)
                            .filter(pk -> pk.contains("#SID#"))
                            .ifPresent(pk -> lastRead = pk.substring(pk.lastIndexOf('#') + 1));
                }
                return port.call(request);
            }

            @Override
            public void await() {
                port.await();
            }
        };
        this.suite = new Suite(
                new World(
                        new DynamoOver(watched),
                        new KmsOver(watched),
                        ModelDynamo.NAMES,
                        ModelKms.ALIASES,
                        this::now,
                        new SplittableRandom(seed)),
                new Log(_ -> {}, this::now));
        this.router = suite.router(_ -> true);
    }

    Port port() {
        return port;
    }

    Instant now() {
        return now;
    }

    void now(Instant next) {
        now = next;
    }

    /** Opens the suite, with a tenant and a published notice. */
    void found() {
        suite.door().openFirst(now);
        suite.tenants().register(TENANT, () -> new Site(suite.ids().random()));
        try (var notice = Instance.class.getResourceAsStream("/demo/notice.json")) {
            if (notice == null) {
                throw new AssertionError("the demo has its notice");
            }
            expect(201, handle("PUT", "/v1/notices/chat", Map.of(), notice.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks what is allowed: whatever every request needs is then in memory, but no key. */
    Response check() {
        return post("/v1/permissions", Map.of("subject", PERSON, "purposes", List.of(PURPOSE)));
    }

    /** The person says something. */
    Ended says(String message) {
        var response = post(
                "/v1/messages",
                Map.of(
                        "subject",
                        PERSON,
                        "conversationId",
                        "t_1",
                        "purposes",
                        List.of(PURPOSE),
                        "messages",
                        List.of(Map.of(
                                "messageId",
                                message,
                                "author",
                                "person",
                                "text",
                                "text of " + message,
                                "sentAt",
                                "2026-03-01T00:00:00Z"))));
        var stored = new TreeSet<String>();
        if (tree(response).get("messages") instanceof List<?> messages) {
            for (var one : messages) {
                if (one instanceof Map<?, ?> map) {
                    stored.add(String.valueOf(map.get("message")));
                }
            }
        }
        return new Ended(response.status(), Set.copyOf(stored));
    }

    /** Reads the person's conversation. */
    Ended reads(Names names) {
        lastRead = "";
        var response = handle(
                "GET",
                "/v1/subjects/" + names.subject() + "/conversations/" + names.conversation() + "/messages",
                Map.of("purpose", PURPOSE),
                new byte[0]);
        var read = new TreeSet<String>();
        if (response.status() == 200 && tree(response).get("messages") instanceof List<?> messages) {
            for (var message : messages) {
                if (message instanceof Map<?, ?> map && map.get("text") instanceof String) {
                    read.add(lastRead + "/" + map.get("message"));
                }
            }
        }
        return new Ended(response.status(), Set.copyOf(read));
    }

    Ended erases() {
        return ended(post("/v1/requests", Map.of("subject", PERSON, "type", "erasure")));
    }

    /** Begins anew, if the person is erased: asks what is allowed, and presses the button of the ask. */
    Ended comesBack() {
        if (!(tree(check()).get("ask") instanceof Map<?, ?> ask)) {
            return new Ended(200, Set.of());
        }
        now = now.plusSeconds(1);
        return ended(post(
                "/v1/consents", Map.of("subject", PERSON, "ask", String.valueOf(ask.get("ask")), "button", "seen")));
    }

    /** Nothing is left of anything up to a day. */
    Ended settles(LocalDate day) {
        var dynamo = new Dynamo(new DynamoOver(port), ModelDynamo.NAMES);
        var periods = new EvidencePeriods(new DynamoSchedules(dynamo), InstantSource.system());
        var stragglers = new DynamoStragglers(dynamo, new DynamoExpiryLog(dynamo, periods));
        stragglers.settleThrough(TENANT, stragglers.settledThrough(TENANT), day);
        return new Ended(200, Set.of());
    }

    /** Ends the days that are over. */
    Ended purges() {
        return new Ended(suite.purge().run(PLENTY).complete() ? 200 : 500, Set.of());
    }

    /** Looks twice, further apart than anything can run. */
    Ended sweeps() {
        suite.sweepErased().run(PLENTY);
        port.await();
        return sweepsLater();
    }

    /** Looks twice in a row, with a clock that runs ahead. */
    Ended sweepsWithoutWaiting() {
        suite.sweepErased().run(PLENTY);
        return sweepsLater();
    }

    private Ended sweepsLater() {
        now = now.plus(SweepErased.GAP);
        suite.sweepErased().run(PLENTY);
        return new Ended(200, Set.of());
    }

    /**
     * Replaces the key of the month, from run to run, until the old one is going to be deleted. That a new key waits for its tag to
     * count keeps nobody from being in the middle of something: it is shorter than what anybody runs.
     *
     * @param waits which of the times that it has to wait for really come, by their number; of the others the clock says so
     */
    Ended rotates(IntPredicate waits) {
        var waited = 0;
        for (var run = 0; run < ROTATIONS_MAX; run++) {
            var until = suite.rotateKeys().run(PLENTY).waitingUntil();
            if (until.isEmpty()) {
                // Something is stuck: whoever looks at it comes later than every race.
                return new Ended(409, Set.of());
            }
            if (until.get().isAfter(now.plus(EpochRules.QUARANTINE))) {
                return new Ended(200, Set.of());
            }
            if (!until.get().isBefore(now.plus(EpochRules.GAP)) && waits.test(waited++)) {
                port.await();
            }
            now = until.get();
        }
        throw new AssertionError("a rotation comes to its end");
    }

    /** What the person and the conversation are called here. */
    record Names(String subject, String conversation) {}

    Names names() {
        var dynamo = new Dynamo(new DynamoOver(port), ModelDynamo.NAMES);
        var wrap =
                new KmsKeyWrap(new KmsOver(port), ModelKms.ALIASES, () -> "id of " + ModelDynamo.NAMES.get(Table.KEYS));
        var names = new Pseudonyms(wrap, new DynamoKeyRows(dynamo), new UnwrapCache(this::now), this::now).of(TENANT);
        var channel = new Channel("messenger");
        return new Names(
                names.subject(new PlatformAccount(channel, "24601337")).value(),
                names.conversation(channel, "t_1").value());
    }

    private static Ended ended(Response response) {
        return new Ended(response.status(), Set.of());
    }

    private static void expect(int status, Response response) {
        if (response.status() != status) {
            throw new AssertionError("answered " + response.status() + ": " + response.bodyText());
        }
    }

    private static Map<?, ?> tree(Response response) {
        return Json.read(response.body()).orElse(Map.of()) instanceof Map<?, ?> map ? map : Map.of();
    }

    private Response post(String path, Map<String, Object> body) {
        return handle("POST", path, Map.of(), Json.write(body));
    }

    private Response handle(String method, String path, Map<String, String> query, byte[] body) {
        return router.handle(new Call(
                "req_0",
                method,
                path,
                query,
                Map.of("content-type", "application/json"),
                body,
                Optional.of(new Caller(new ClientId("bot-acme"), TENANT, Set.of(Access.BOT, Access.OFFICER)))));
    }
}
