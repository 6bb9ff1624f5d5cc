package dev.lethe.bench.cost;

import dev.lethe.api.Table;
import dev.lethe.kernel.Ids;
import dev.lethe.lambda.RandomIds;
import dev.lethe.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Messages that are due on some day and the index rows that lead to them, as many as one likes: each is a row that the suite wrote,
 * with another person, another id and other times, so that all of them have one size.
 */
final class DueRows {
    /** Of a person, due on one day. */
    static final int OF_A_PERSON = 20;

    private static final int BATCH = 25;
    private static final long SEED = 20_261_129;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration ACTIVE_AFTER = Duration.ofDays(35);
    private static final Duration DUE_AFTER = Duration.ofDays(60);

    private final World life;
    private final Map<String, AttributeValue> message;
    private final Map<String, AttributeValue> due;
    private final Map<String, AttributeValue> active;
    private final Ids ids = new RandomIds(new SplittableRandom(SEED));
    private final List<WriteRequest> waiting = new ArrayList<>();

    DueRows(World life) {
        this.life = life;
        var someone = life.someone();
        someone.agrees();
        someone.says(1, 1);
        this.message = life.any("MESSAGE");
        this.due = life.any("DUE");
        this.active = life.any("ACTIVE");
        // What they are made after is never due itself.
        Stream.of(message, due).forEach(row -> life.world.dynamo().deleteItem(r -> r.tableName(
                        life.world.tables().getOrDefault(Table.RECORDS, ""))
                .key(Map.of("pk", s(text(row, "pk")), "sk", s(text(row, "sk"))))));
    }

    /** Writes messages that are due at noon of a day, with their index rows. */
    void indexed(LocalDate day, int messages) {
        write(day, messages, true);
    }

    /** Writes messages alone, as they would stand in a table that has no index of what is due. */
    void plain(LocalDate day, int messages) {
        write(day, messages, false);
    }

    private void write(LocalDate day, int messages, boolean indexed) {
        var goes = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        for (var from = 0; from < messages; from += OF_A_PERSON) {
            var sid = ids.random();
            for (var n = from; n < Math.min(messages, from + OF_A_PERSON); n++) {
                put(message(sid, goes));
            }
            if (indexed) {
                var shard = "#" + Math.floorMod(sid.hashCode(), Keys.SHARDS);
                put(index(due, "#DUE#" + day + shard, sid, goes.plus(DUE_AFTER)));
                var spoke = LocalDate.ofInstant(goes.minus(KEPT), ZoneOffset.UTC);
                put(index(active, "#ACTIVE#" + spoke + shard, sid + "#" + day, goes.plus(ACTIVE_AFTER)));
            }
        }
        flush();
    }

    private Map<String, AttributeValue> message(String sid, Instant goes) {
        var id = "msg_" + ids.random();
        var item = new HashMap<>(message);
        item.put("pk", s(text(message, "pk").replaceAll("[^#]+$", sid)));
        item.put("sk", s(text(message, "sk").replaceAll("[^#]+$", id)));
        item.put("at", s(text(message, "at").replaceAll("[^#]+$", id)));
        item.put("receivedAt", s(goes.minus(KEPT).toString()));
        item.put("expiresAt", s(goes.toString()));
        item.put("ttl", AttributeValue.fromN(Long.toString(goes.getEpochSecond())));
        var until = AttributeValue.fromM(Map.of("until", s(goes.toString())));
        item.put("purposes", AttributeValue.fromM(Map.of(World.CHATS, until)));
        return item;
    }

    private static Map<String, AttributeValue> index(
            Map<String, AttributeValue> like, String of, String sk, Instant goes) {
        var item = new HashMap<>(like);
        item.put("pk", s(text(like, "pk").replaceAll("^(T#[^#]+).*", "$1") + of));
        item.put("sk", s(sk));
        item.put("ttl", AttributeValue.fromN(Long.toString(goes.getEpochSecond())));
        return item;
    }

    private void put(Map<String, AttributeValue> item) {
        waiting.add(WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build());
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            life.world
                    .dynamo()
                    .batchWriteItem(r -> r.requestItems(
                            Map.of(life.world.tables().getOrDefault(Table.RECORDS, ""), List.copyOf(waiting))));
            waiting.clear();
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, s("")).s();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
