package dev.lethe.local.life;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/** A world in which the demo's notice is published, and people who are easily made. */
final class Life implements AutoCloseable {
    static final String CHATS = "chat-history";
    static final String SERVICE = "service";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    final LocalWorld world;
    final Calls calls = new Calls();
    final Http bot;

    Life() {
        this(options -> options);
    }

    /** A life in a world that is started in another way, too. */
    Life(UnaryOperator<LocalWorld.Options> options) {
        try {
            this.world = LocalWorld.startStill(
                    options.apply(LocalWorld.Options.inMemory().with(calls)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.bot = as(Access.BOT, LocalWorld.DEMO);
        Assertions.assertThat(publish(LocalWorld.DEMO).status()).isEqualTo(201);
    }

    /** The suite with every permission there is, whose every call is seen, and may be cut off. */
    Operators operators(Calls watching) {
        var overrides =
                Clients.timeouts().toBuilder().addExecutionInterceptor(watching).build();
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        var dynamo = new Clients(
                        Region.US_EAST_1,
                        credentials,
                        world.dynamo().serviceClientConfiguration().endpointOverride(),
                        overrides)
                .dynamo();
        var kms = new Clients(
                        Region.US_EAST_1, credentials, Optional.of(world.kms().endpoint()), overrides)
                .kms();
        var suite = new Suite(
                new World(dynamo, kms, world.tables(), world.masterKeys(), world.clock(), new SecureRandom()),
                new Log(_ -> {}, world.clock()));
        return new Operators(suite, dynamo, kms);
    }

    /** A suite with clients of its own. */
    record Operators(Suite suite, DynamoDbClient dynamo, KmsClient kms) implements AutoCloseable {
        @Override
        public void close() {
            dynamo.close();
            kms.close();
        }
    }

    Http as(Access role, Tenant tenant) {
        return new Http(world.uri(), world.tokens().issue(role, tenant));
    }

    Http.Answer publish(Tenant tenant) {
        world.register(tenant);
        return DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, tenant));
    }

    /** Somebody new. */
    Someone someone() {
        return new Someone(Map.of("channel", "messenger", "userId", "24601337" + PEOPLE.incrementAndGet()));
    }

    /** One person, and what a bot does for them. */
    final class Someone {
        final Map<String, Object> account;
        private String subject = "";
        private String conversation = "";

        private Someone(Map<String, Object> account) {
            this.account = account;
        }

        Http.Answer decide(String purpose, String decision) {
            return bot.post(
                    "/v1/consents",
                    Map.of(
                            "subject", account,
                            "notice", Map.of("id", "chat", "version", 1),
                            "decisions", List.of(Map.of("purpose", purpose, "decision", decision))));
        }

        /** Decides in words of their own, as the bot reports. */
        Http.Answer decide(String purpose, String decision, String said) {
            return bot.post(
                    "/v1/consents",
                    Map.of(
                            "subject", account,
                            "notice", Map.of("id", "chat", "version", 1),
                            "decisions", List.of(Map.of("purpose", purpose, "decision", decision, "said", said))));
        }

        Someone agrees() {
            Assertions.assertThat(decide(CHATS, "grant").status()).isIn(200, 201);
            return this;
        }

        /** Says messages number {@code from} to {@code to}, for some purposes. */
        Http.Answer says(int from, int to, String... purposes) {
            var answer = bot.post("/v1/messages", message(from, to, purposes));
            if (answer.status() == 201) {
                subject = answer.text("subject");
                conversation = answer.text("conversation");
            }
            return answer;
        }

        Map<String, Object> message(int from, int to, String... purposes) {
            return Map.of(
                    "subject",
                    account,
                    "conversationId",
                    "t_1",
                    "purposes",
                    List.of(purposes),
                    "messages",
                    IntStream.rangeClosed(from, to)
                            .mapToObj(n -> Map.of(
                                    "messageId",
                                    "m_" + n,
                                    "author",
                                    "person",
                                    "text",
                                    "message number " + n,
                                    "sentAt",
                                    "2026-01-01T00:00:%02dZ".formatted(n)))
                            .toList());
        }

        Http.Answer recalls(String purpose) {
            return bot.get(
                    "/v1/subjects/" + subject + "/conversations/" + conversation + "/messages?purpose=" + purpose);
        }

        Http.Answer asks() {
            return bot.post("/v1/permissions", Map.of("subject", account, "purposes", List.of(CHATS)));
        }

        Http.Answer forgets() {
            return bot.post("/v1/requests", Map.of("subject", account, "type", "erasure"));
        }

        String subject() {
            return subject;
        }

        String conversation() {
            return conversation;
        }

        /** The row of the person's key. */
        Map<String, AttributeValue> keyRow() {
            return rows(Table.KEYS, "SUBJECT_KEY").stream()
                    .filter(row -> text(row, "pk").endsWith(asks().text("subject")))
                    .findFirst()
                    .orElse(Map.of());
        }

        /** What the store holds of the person's content now. */
        List<Map<String, AttributeValue>> content() {
            var sid = text(keyRow(), "sid");
            return rows(Table.RECORDS, "MESSAGE").stream()
                    .filter(row -> text(row, "pk").endsWith("#SID#" + sid))
                    .toList();
        }
    }

    List<Map<String, AttributeValue>> rows(Table table) {
        return world
                .dynamo()
                .scanPaginator(r -> r.tableName(world.tables().get(table)).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    List<Map<String, AttributeValue>> rows(Table table, String kind) {
        return rows(table).stream()
                .filter(row -> text(row, "kind").equals(kind))
                .toList();
    }

    /** How many rows of each kind all tables hold. */
    Map<String, Integer> census() {
        var census = new TreeMap<String, Integer>();
        for (var table : Table.values()) {
            rows(table).forEach(row -> census.merge(text(row, "kind"), 1, Integer::sum));
        }
        return census;
    }

    static String text(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::s).orElse("");
    }

    @Override
    public void close() {
        Assertions.assertThat(world.denials())
                .as("what the functions have no permission for")
                .isEmpty();
        world.close();
    }
}
