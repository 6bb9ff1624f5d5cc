package dev.lethe.infra;

import dev.lethe.api.Feed;
import dev.lethe.api.Fn;
import dev.lethe.api.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What tables' streams deliver to whom, and what becomes of what cannot be delivered. */
final class Streams {
    /** Younger than the day after which DynamoDB forgets a record: what fails is put aside while it can still be read. */
    static final Duration AGE_MAX = Duration.hours(18);

    /** Lets a mass expiry come in hundreds; nobody waits for it. */
    private static final Duration EXPIRIES = Duration.seconds(5);

    /** Each batch of evidence is one signature and one object. Nobody hears later of tampering than after this. */
    private static final Duration EVIDENCE = Duration.minutes(1);

    /** Other systems act on what they are told: no sooner than it is known, and no later than it has to be. */
    private static final Duration EVENTS = Duration.seconds(1);

    static void deliver(Construct scope, Fn fn, Table table, Memory memory, Alias to, IQueue failed) {
        var feed = Feed.of(fn);
        var mapping = EventSourceMapping.Builder.create(scope, "Stream")
                .target(to)
                .eventSourceArn(memory.stream(table))
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(Feed.BATCH_MAX)
                .maxBatchingWindow(window(feed))
                .bisectBatchOnError(true)
                .reportBatchItemFailures(true)
                .retryAttempts(Feed.RETRIES_MAX)
                .maxRecordAge(AGE_MAX)
                .onFailure(new SqsDlq(failed));
        var filter = filter(feed);
        if (!filter.isEmpty()) {
            mapping.filters(List.of(FilterCriteria.filter(filter)));
        }
        mapping.build();
    }

    private static Duration window(Feed feed) {
        return switch (feed) {
            case EXPIRED -> EXPIRIES;
            case OUTBOX -> EVENTS;
            case EVERYTHING -> EVIDENCE;
        };
    }

    /** What a feed takes, as Lambda writes it; nothing where it takes everything. */
    private static Map<String, Object> filter(Feed feed) {
        var filter = new TreeMap<String, Object>();
        feed.change().ifPresent(change -> filter.put("eventName", List.of(change)));
        feed.kind()
                .ifPresent(
                        kind -> filter.put("dynamodb", Map.of("NewImage", Map.of("kind", Map.of("S", List.of(kind))))));
        if (feed.byService()) {
            filter.put(
                    "userIdentity",
                    new TreeMap<>(Map.of("type", List.of("Service"), "principalId", List.of(Feed.SERVICE))));
        }
        return filter;
    }

    private Streams() {}
}
