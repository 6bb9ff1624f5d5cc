package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.KeyUnavailable.Reason;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import dev.lethe.local.kms.Fault;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;

/**
 * Each way in which the key service fails: nothing is stored and nothing opened, outside it is one and the same problem, inside
 * it is told apart, nothing is remembered of it, and once it is over the next request works.
 */
class KeyFaultsTest {
    private static final String EPOCH_KEY = "alias/lethe-epoch";
    private static final Set<String> KEY_CALLS = Set.of("GenerateDataKey", "Decrypt");
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    private static Life life;
    private static KmsClient kms;

    /** What is outside, of every fault that was seen: one thing. */
    private static final Set<Map<?, ?>> OUTSIDE = new HashSet<>();

    /** How the key service fails whoever uses the month's key. */
    enum Trouble {
        BROKEN(Reason.UNREACHABLE) {
            @Override
            void begin() {
                life.world.kms().fault(Fault.INTERNAL);
            }
        },
        SILENT(Reason.UNREACHABLE) {
            @Override
            void begin() {
                life.world.kms().fault(Fault.SILENT);
            }
        },
        THROTTLED(Reason.THROTTLED) {
            @Override
            void begin() {
                life.world.kms().fault(Fault.THROTTLED);
            }
        },
        DENIED(Reason.DENIED) {
            @Override
            void begin() {
                life.world.kms().fault(Fault.ACCESS_DENIED);
            }
        },
        DISABLED(Reason.DISABLED) {
            @Override
            void begin() {
                kms.disableKey(r -> r.keyId(epochKey()));
            }

            @Override
            void end() {
                kms.enableKey(r -> r.keyId(epochKey()));
            }
        },
        PENDING_DELETION(Reason.STATE) {
            @Override
            void begin() {
                kms.scheduleKeyDeletion(r -> r.keyId(epochKey()).pendingWindowInDays(7));
            }

            @Override
            void end() {
                kms.cancelKeyDeletion(r -> r.keyId(epochKey()));
                kms.enableKey(r -> r.keyId(epochKey()));
            }
        };

        final Reason reason;

        Trouble(Reason reason) {
            this.reason = reason;
        }

        abstract void begin();

        void end() {
            life.world.kms().heal();
        }
    }

    /** What is wrong with one person's key row, where the row does not say what the key service once wrapped. */
    enum Damage {
        ANOTHER_PERSONS_KEY(Reason.CONTEXT) {
            @Override
            Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another) {
                return Map.of("wrapped", another.get("wrapped"));
            }
        },
        NOT_A_WRAPPED_KEY(Reason.CONTEXT) {
            @Override
            Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another) {
                return Map.of("wrapped", AttributeValue.fromB(bytes(100)));
            }
        },
        WRAPPED_BY_ANOTHER_KEY(Reason.CONTEXT) {
            @Override
            Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another) {
                return Map.of("wrappedBy", AttributeValue.fromS(arn("alias/lethe-pseudonym")));
            }
        },
        WRAPPED_BY_A_KEY_THAT_IS_GONE(Reason.GONE) {
            @Override
            Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another) {
                var arn = Life.text(row, "wrappedBy");
                var gone = arn.substring(0, arn.length() - 12) + "0".repeat(12);
                return Map.of("wrappedBy", AttributeValue.fromS(gone));
            }
        },
        LONGER_THAN_ANY_WRAPPED_KEY(Reason.REFUSED) {
            @Override
            Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another) {
                return Map.of("wrapped", AttributeValue.fromB(bytes(7_000)));
            }
        };

        final Reason reason;

        Damage(Reason reason) {
            this.reason = reason;
        }

        abstract Map<String, AttributeValue> of(Map<String, AttributeValue> row, Map<String, AttributeValue> another);
    }

    @BeforeAll
    static void begin() {
        life = new Life(options -> options.logging(LINES::add));
        kms = life.world.kmsClient();
        life.someone().agrees().says(1, 1, Life.CHATS);
    }

    @AfterAll
    static void end() {
        kms.close();
        life.close();
        assertThat(OUTSIDE).as("what all this looks like from outside").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void noKeyIsMadeAndNothingStored(Trouble trouble) {
        life.someone().agrees().says(1, 1, Life.CHATS);
        var someone = life.someone().agrees();
        var before = life.census();
        trouble.begin();
        try {
            for (var attempt = 0; attempt < 2; attempt++) {
                assertThat(keyCalls(() -> assertUnavailable(trouble.reason, () -> someone.says(1, 1, Life.CHATS))))
                        .as("each request asks again")
                        .containsExactly("GenerateDataKey");
            }
            assertThat(life.census()).isEqualTo(before);
        } finally {
            trouble.end();
        }
        assertThat(keyCalls(() ->
                        assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(201)))
                .containsExactly("GenerateDataKey");
        assertThat(keyCalls(() ->
                        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SILENT")
    void nothingIsOpenedAndNothingAddedToIt(Trouble trouble) {
        var someone = known();
        trouble.begin();
        try {
            var content = life.census().get("MESSAGE");
            assertThat(keyCalls(() -> assertUnavailable(trouble.reason, () -> someone.recalls(Life.CHATS))))
                    .containsExactly("Decrypt");
            assertThat(keyCalls(() -> assertUnavailable(trouble.reason, () -> someone.says(2, 2, Life.CHATS))))
                    .containsExactly("Decrypt");
            assertThat(life.census().get("MESSAGE")).isEqualTo(content);
        } finally {
            trouble.end();
        }
        assertOpens(someone);
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsNotAsItWasWrappedOpensNothing(Damage damage) {
        var someone = known();
        var row = someone.keyRow();
        var damaged = new HashMap<>(row);
        damaged.putAll(damage.of(row, known().keyRow()));
        put(damaged);
        try {
            for (var attempt = 0; attempt < 2; attempt++) {
                assertThat(keyCalls(() -> assertUnavailable(damage.reason, () -> someone.recalls(Life.CHATS))))
                        .containsExactly("Decrypt");
            }
        } finally {
            put(row);
        }
        assertOpens(someone);
    }

    /** The month's key destroyed: what it wrapped is gone for ever, and a new key starts anew. */
    @Test
    void whatADestroyedKeyWrappedStaysShut() {
        try (var other = new Life(options -> options.logging(LINES::add));
                var keys = other.world.kmsClient()) {
            var someone = other.someone().agrees();
            someone.says(1, 1, Life.CHATS);
            var destroyed =
                    keys.describeKey(r -> r.keyId(EPOCH_KEY)).keyMetadata().keyId();
            keys.scheduleKeyDeletion(r -> r.keyId(destroyed).pendingWindowInDays(7));
            other.world.clock().advance("P7D");
            var newcomer = other.someone().agrees();
            var before = other.census();
            assertUnavailable(Reason.GONE, () -> newcomer.says(1, 1, Life.CHATS));
            assertUnavailable(Reason.GONE, () -> someone.says(2, 2, Life.CHATS));
            assertThat(other.census()).isEqualTo(before);
            assertUnavailable(Reason.GONE, () -> someone.recalls(Life.CHATS));

            var next = keys.createKey().keyMetadata().keyId();
            keys.createAlias(r -> r.aliasName(EPOCH_KEY).targetKeyId(next));
            assertThat(other.calls.of(() ->
                            assertThat(newcomer.says(1, 1, Life.CHATS).status()).isEqualTo(201)))
                    .filteredOn(KEY_CALLS::contains)
                    .as("one key for the person, one for the day")
                    .containsExactly("GenerateDataKey", "GenerateDataKey");
            assertUnavailable(Reason.GONE, () -> someone.recalls(Life.CHATS));
        }
    }

    /** Not ended by the clock but by the count of tries, so that it shows retries and no luck. */
    @Test
    void throttlingThatEndsIsWaitedOutWithinTheRequest() {
        var tries = new Tries();
        try (var other = new Life(options -> options.with(tries))) {
            other.someone().agrees().says(1, 1, Life.CHATS);
            var someone = other.someone().agrees();
            var made = other.world.kms().count("GenerateDataKey");
            other.world.kms().fault(Fault.THROTTLED);
            tries.before(3, other.world.kms()::heal);
            assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(201);
            assertThat(other.world.kms().count("GenerateDataKey") - made)
                    .as("two tries in vain, and a third")
                    .isEqualTo(3);
            assertThat(other.rows(Table.KEYS, "SUBJECT_KEY")).hasSize(2);
        }
    }

    @Test
    void theAnswerSaysWhenToTryAgain() throws Exception {
        var someone = life.someone().agrees();
        Trouble.DENIED.begin();
        try {
            var request = HttpRequest.newBuilder(life.world.uri().resolve("/v1/messages"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + life.world.tokens().issue(Access.BOT, LocalWorld.DEMO))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(someone.message(1, 1, Life.CHATS))))
                    .build();
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
        } finally {
            Trouble.DENIED.end();
        }
    }

    @Test
    void everyReasonIsProvoked() {
        var provoked = EnumSet.of(Reason.GONE);
        Stream.of(Trouble.values()).forEach(trouble -> provoked.add(trouble.reason));
        Stream.of(Damage.values()).forEach(damage -> provoked.add(damage.reason));
        assertThat(provoked).isEqualTo(EnumSet.allOf(Reason.class));
    }

    /** Counts the tries to make a person's or a day's key, and does something before one of them. */
    private static final class Tries implements ExecutionInterceptor {
        private final AtomicInteger left = new AtomicInteger();
        private volatile Runnable then = () -> {};

        void before(int tries, Runnable happens) {
            then = happens;
            left.set(tries);
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof GenerateDataKeyRequest && left.decrementAndGet() == 0) {
                then.run();
            }
        }
    }

    /** Somebody whose key has to be unwrapped next, while every other key that they need is warm. */
    private static Life.Someone known() {
        var someone = life.someone().agrees();
        var another = life.someone().agrees();
        assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(201);
        assertThat(another.says(1, 1, Life.CHATS).status()).isEqualTo(201);
        life.world.advance("PT6M");
        assertThat(another.says(2, 2, Life.CHATS).status()).isEqualTo(201);
        assertThat(another.recalls(Life.CHATS).list("messages")).hasSize(2);
        return someone;
    }

    private static void assertOpens(Life.Someone someone) {
        assertThat(keyCalls(() ->
                        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1)))
                .as("nothing is kept of a failure, and one call is enough")
                .containsExactly("Decrypt");
        assertThat(keyCalls(() -> someone.recalls(Life.CHATS))).isEmpty();
    }

    private static void assertUnavailable(Reason reason, Supplier<Http.Answer> request) {
        LINES.clear();
        var answer = request.get();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().toString()).doesNotContain(reason.name(), "message number");
        var outside = new HashMap<>(answer.body());
        assertThat(outside.remove("instance")).isNotNull();
        OUTSIDE.add(outside);
        assertThat(LINES)
                .filteredOn(line -> line.contains("\"level\":\"ERROR\""))
                .singleElement()
                .asString()
                .contains("\"failure\":\"KeyUnavailable\"", "\"reason\":\"" + reason + "\"")
                .doesNotContain("message number");
    }

    private static List<String> keyCalls(Runnable request) {
        return life.calls.of(request).stream().filter(KEY_CALLS::contains).toList();
    }

    private static String epochKey() {
        return kms.describeKey(r -> r.keyId(EPOCH_KEY)).keyMetadata().keyId();
    }

    private static String arn(String alias) {
        return kms.describeKey(r -> r.keyId(alias)).keyMetadata().arn();
    }

    private static void put(Map<String, AttributeValue> row) {
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.KEYS))
                .item(row));
    }

    private static SdkBytes bytes(int length) {
        return SdkBytes.fromByteArray(new byte[length]);
    }
}
