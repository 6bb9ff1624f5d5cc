package dev.lethe.local.engine;

import dev.lethe.api.Feed;
import dev.lethe.api.Fn;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.MovableClock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Brings the stream of a table to its function, as Lambda's event source does: what its feed takes, in order, in batches, at least
 * once, and again from the record that failed, until that is put aside.
 */
public final class StreamPump {
    private static final int ROUNDS_MAX = 1_000;

    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final Lambdas lambdas;
    private final Map<Table, String> names;
    private final Fn fn;
    private final Feed feed;
    private final String table;
    private final MovableClock clock;
    private @Nullable String shard;
    private @Nullable String after;
    private @Nullable String failing;
    private int failures;
    private int putAside;

    public StreamPump(
            DynamoDbClient client,
            DynamoDbStreamsClient streams,
            Lambdas lambdas,
            Map<Table, String> names,
            Fn fn,
            MovableClock clock) {
        this.client = client;
        this.streams = streams;
        this.lambdas = lambdas;
        this.names = names;
        this.fn = fn;
        this.feed = Feed.of(fn);
        this.table = names.getOrDefault(fn.stream().orElseThrow(), "");
        this.clock = clock;
    }

    /** Delivers what is there; returns how many records were taken. Not for two threads at once. */
    public int run() {
        var arn = client.describeTable(r -> r.tableName(table)).table().latestStreamArn();
        var taken = 0;
        for (var round = 0; round < ROUNDS_MAX; round++) {
            var records = next(arn);
            if (records.isEmpty()) {
                break;
            }
            var failed = deliver(arn, records);
            taken += failed;
            if (failed < records.size()) {
                break;
            }
        }
        return taken;
    }

    private List<Record> next(String arn) {
        var shards = streams.describeStream(r -> r.streamArn(arn))
                .streamDescription()
                .shards();
        var index = shard == null
                ? 0
                : shards.stream().map(s -> s.shardId()).toList().indexOf(shard);
        for (var i = Math.max(0, index); i < shards.size(); i++) {
            var id = shards.get(i).shardId();
            var from = id.equals(shard) ? after : null;
            var iterator = streams.getShardIterator(r -> r.streamArn(arn)
                            .shardId(id)
                            .shardIteratorType(
                                    from == null
                                            ? ShardIteratorType.TRIM_HORIZON
                                            : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                            .sequenceNumber(from))
                    .shardIterator();
            var records = streams.getRecords(r -> r.shardIterator(iterator).limit(Feed.BATCH_MAX))
                    .records();
            if (!records.isEmpty()) {
                shard = id;
                return records;
            }
        }
        return List.of();
    }

    /** Delivers a batch; returns how many of its records, from the first on, were taken. */
    private int deliver(String arn, List<Record> records) {
        var event = new ArrayList<Object>();
        var marked = new ArrayList<Map<String, AttributeValue>>();
        for (var record : records) {
            var mark = mark(record);
            if (!feed.takes(record.eventNameAsString(), mark != null, kind(record))) {
                continue;
            }
            event.add(tree(arn, record, mark != null));
            if (mark != null) {
                // It is the mark of whoever is given the record; others leave it there.
                marked.add(mark);
            }
        }
        var failure = event.isEmpty() ? null : failure(invoke(event));
        var taken = 0;
        for (var record : records) {
            var fails = record.dynamodb().sequenceNumber().equals(failure);
            if (fails && !isGivenUp(failure)) {
                return taken;
            }
            after = record.dynamodb().sequenceNumber();
            taken++;
            if (fails) {
                // What is behind it has its turn next.
                putAside++;
                return taken;
            }
        }
        // Every record was taken: their marks have done their work.
        marked.forEach(
                mark -> client.deleteItem(r -> r.tableName(Expirer.marks(names)).key(mark)));
        return taken;
    }

    private Object invoke(List<Object> records) {
        return Json.read(lambdas.invoke(fn, Json.write(Map.of("Records", records))))
                .orElseThrow();
    }

    private boolean isGivenUp(@Nullable String record) {
        failures = Objects.equals(record, failing) ? failures + 1 : 1;
        failing = record;
        return failures > Feed.RETRIES_MAX;
    }

    /** How many records were given up on. */
    public int putAside() {
        return putAside;
    }

    private static String kind(Record record) {
        return record.dynamodb().hasNewImage()
                ? Optional.ofNullable(record.dynamodb().newImage().get("kind"))
                        .map(AttributeValue::s)
                        .orElse("")
                : "";
    }

    private static @Nullable String failure(Object answer) {
        return answer instanceof Map<?, ?> map
                        && map.get("batchItemFailures") instanceof List<?> failures
                        && !failures.isEmpty()
                        && failures.getFirst() instanceof Map<?, ?> first
                ? String.valueOf(first.get("itemIdentifier"))
                : null;
    }

    /** The mark of a removal by the stand-in for expiry; null for everything else. */
    private @Nullable Map<String, AttributeValue> mark(Record record) {
        if (!"REMOVE".equals(record.eventNameAsString())) {
            return null;
        }
        var mark = Expirer.mark(table, record.dynamodb().oldImage());
        return client.getItem(r -> r.tableName(Expirer.marks(names)).key(mark).consistentRead(true))
                        .hasItem()
                ? mark
                : null;
    }

    private Map<String, Object> tree(String arn, Record record, boolean expired) {
        var change = new LinkedHashMap<String, Object>();
        change.put(
                "ApproximateCreationDateTime",
                record.dynamodb()
                        .approximateCreationDateTime()
                        .plus(clock.ahead())
                        .getEpochSecond());
        change.put("Keys", tree(record.dynamodb().keys()));
        if (record.dynamodb().hasOldImage()) {
            change.put("OldImage", tree(record.dynamodb().oldImage()));
        }
        if (record.dynamodb().hasNewImage()) {
            change.put("NewImage", tree(record.dynamodb().newImage()));
        }
        change.put("SequenceNumber", record.dynamodb().sequenceNumber());
        change.put("SizeBytes", record.dynamodb().sizeBytes());
        change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
        var tree = new LinkedHashMap<String, Object>();
        tree.put("eventID", record.eventID());
        tree.put("eventName", record.eventNameAsString());
        tree.put("eventVersion", "1.1");
        tree.put("eventSource", "aws:dynamodb");
        tree.put("awsRegion", "us-east-1");
        tree.put("dynamodb", change);
        tree.put("eventSourceARN", arn);
        if (expired) {
            tree.put("userIdentity", Map.of("principalId", "dynamodb.amazonaws.com", "type", "Service"));
        }
        return tree;
    }

    private static Map<String, Object> tree(Map<String, AttributeValue> image) {
        var tree = new LinkedHashMap<String, Object>();
        image.forEach((name, value) -> tree.put(name, tree(value)));
        return tree;
    }

    private static Map<String, Object> tree(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case BOOL -> Map.of("BOOL", value.bool());
            case M -> Map.of("M", tree(value.m()));
            case L -> Map.of("L", value.l().stream().map(StreamPump::tree).toList());
            case SS -> Map.of("SS", value.ss());
            case NS -> Map.of("NS", value.ns());
            // The engine's stream tells an empty map by saying nothing of its type.
            case UNKNOWN_TO_SDK_VERSION -> Map.of("M", Map.of());
            case BS, NUL -> throw new IllegalStateException("the suite writes no such attribute");
        };
    }
}
