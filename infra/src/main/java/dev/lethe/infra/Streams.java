package dev.lethe.infra;

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
    static final int BATCH_MAX = 100;
    static final int RETRIES_MAX = 10;

    /** Younger than the day after which DynamoDB forgets a record: what fails is put aside while it can still be read. */
    static final Duration AGE_MAX = Duration.hours(18);

    /** Lets a mass expiry come in hundreds; nobody waits for it. */
    private static final Duration EXPIRIES = Duration.seconds(5);

    /** Each batch of evidence is one signature and one object. Nobody hears later of tampering than after this. */
    private static final Duration EVIDENCE = Duration.minutes(1);

    /**
     * What DynamoDB itself removed, because its time had come
     * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html).
     */
    private static final Map<String, Object> EXPIRED = Map.of(
            "eventName",
            List.of("REMOVE"),
            "userIdentity",
            new TreeMap<>(Map.of("type", List.of("Service"), "principalId", List.of("dynamodb.amazonaws.com"))));

    static void deliver(Construct scope, Table table, Memory memory, Alias to, IQueue failed) {
        var mapping = EventSourceMapping.Builder.create(scope, "Stream")
                .target(to)
                .eventSourceArn(memory.stream(table))
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(BATCH_MAX)
                .maxBatchingWindow(table == Table.EVIDENCE ? EVIDENCE : EXPIRIES)
                .bisectBatchOnError(true)
                .reportBatchItemFailures(true)
                .retryAttempts(RETRIES_MAX)
                .maxRecordAge(AGE_MAX)
                .onFailure(new SqsDlq(failed));
        switch (table) {
            case RECORDS -> mapping.filters(List.of(FilterCriteria.filter(new TreeMap<>(EXPIRED))));
            case EVIDENCE -> {
                // Everything is looked at: what a filter leaves out by mistake nobody ever knows of.
            }
            case KEYS -> throw new IllegalStateException("nothing copies keys");
        }
        mapping.build();
    }

    private Streams() {}
}
