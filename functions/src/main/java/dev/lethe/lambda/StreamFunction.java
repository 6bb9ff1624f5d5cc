package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.lethe.retention.RecordExpiry;
import java.util.List;
import java.util.Map;

/** Entry point of the function behind the stream of {@code records}. */
public final class StreamFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final RecordExpiry expiry;
    private final Log log;

    /** As Lambda makes it. */
    public StreamFunction() {
        this(Environment.of(System.getenv()));
    }

    private StreamFunction(Environment environment) {
        this(Snapshot.around(environment.fn(), Suite.onAws(environment)));
    }

    public StreamFunction(Suite suite) {
        this.expiry = suite.recordExpiry();
        this.log = suite.log();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var changes = StreamEvents.changes(event);
        var failed = expiry.record(changes);
        var recorded =
                changes.stream().filter(change -> change.gone().isPresent()).count();
        if (recorded > 0 || failed.isPresent()) {
            log.info("expiries recorded", Map.of("expiries", recorded, "retrying", failed.isPresent()));
        }
        return StreamsEventResponse.builder()
                .withBatchItemFailures(failed.map(sequence -> List.of(StreamsEventResponse.BatchItemFailure.builder()
                                .withItemIdentifier(sequence)
                                .build()))
                        .orElse(List.of()))
                .build();
    }
}
