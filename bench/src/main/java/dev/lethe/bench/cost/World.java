package dev.lethe.bench.cost;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.bench.ItemSize;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The suite on the embedded engines, with the demo's notice, and people who say texts of one length. */
final class World implements AutoCloseable {
    static final String CHATS = "chat-history";
    private static final int ITEM_BYTES = 100;

    final LocalWorld world;
    private final Http bot;
    private final AtomicInteger people = new AtomicInteger(100);

    World(Meter meter) {
        try {
            this.world = LocalWorld.startStill(LocalWorld.Options.inMemory().with(meter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.bot = new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
        expect(201, DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO)));
    }

    private static Http.Answer expect(int status, Http.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("an answer of " + status + " was expected, not " + answer.status());
        }
        return answer;
    }

    Someone someone() {
        return new Someone(Map.of("channel", "messenger", "userId", "24601337" + people.incrementAndGet()));
    }

    /** How many messages are stored. */
    long messages() {
        return items(Table.RECORDS)
                .filter(item -> AttributeValue.fromS("MESSAGE").equals(item.get("kind")))
                .count();
    }

    /** Some row of {@code records} of a kind, as the suite wrote it. */
    Map<String, AttributeValue> any(String kind) {
        return items(Table.RECORDS)
                .filter(item -> AttributeValue.fromS(kind).equals(item.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Map<String, AttributeValue>> items(Table table) {
        return world
                .dynamo()
                .scanPaginator(r -> r.tableName(world.tables().get(table)).consistentRead(true))
                .items()
                .stream();
    }

    /** What all tables hold, with what DynamoDB adds to every item. */
    double bytes() {
        return Stream.of(Table.values())
                .flatMap(this::items)
                .mapToInt(item -> ItemSize.of(item) + ITEM_BYTES)
                .sum();
    }

    /** One person. */
    final class Someone {
        private final Map<String, Object> account;
        private String subject = "";
        private String conversation = "";
        private String request = "";

        private Someone(Map<String, Object> account) {
            this.account = account;
        }

        void agrees() {
            expect(
                    201,
                    bot.post(
                            "/v1/consents",
                            Map.of(
                                    "subject", account,
                                    "notice", Map.of("id", "chat", "version", 1),
                                    "decisions", List.of(Map.of("purpose", CHATS, "decision", "grant")))));
        }

        void withdraws() {
            expect(
                    201,
                    bot.post(
                            "/v1/consents",
                            Map.of(
                                    "subject",
                                    account,
                                    "decisions",
                                    List.of(Map.of("purpose", CHATS, "decision", "withdraw")))));
        }

        void checks() {
            expect(200, bot.post("/v1/permissions", Map.of("subject", account, "purposes", List.of(CHATS))));
        }

        /** Says messages number {@code from} to {@code to}. */
        void says(int from, int to) {
            var answer = expect(
                    201,
                    bot.post(
                            "/v1/messages",
                            Map.of(
                                    "subject",
                                    account,
                                    "conversationId",
                                    "t_1",
                                    "purposes",
                                    List.of(CHATS),
                                    "messages",
                                    IntStream.rangeClosed(from, to)
                                            .mapToObj(n -> Map.of(
                                                    "messageId", "m_%03d".formatted(n),
                                                    "author", "person",
                                                    "text", "x".repeat(Counting.TEXT_BYTES),
                                                    "sentAt", "2026-01-01T00:00:%02dZ".formatted(n)))
                                            .toList())));
            subject = answer.text("subject");
            conversation = answer.text("conversation");
        }

        /** Reads a page back; returns how many messages it has. */
        int recalls() {
            return expect(
                            200,
                            bot.get("/v1/subjects/" + subject + "/conversations/" + conversation + "/messages?purpose="
                                    + CHATS))
                    .list("messages")
                    .size();
        }

        void forgets() {
            request = expect(202, bot.post("/v1/requests", Map.of("subject", account, "type", "erasure")))
                    .text("request");
        }

        boolean isForgotten() {
            return expect(200, bot.get("/v1/requests/" + request))
                    .text("status")
                    .equals("completed");
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
