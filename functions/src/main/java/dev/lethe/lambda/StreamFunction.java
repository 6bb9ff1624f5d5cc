package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entry point of the functions behind the streams of {@code records} and {@code evidence}. */
public final class StreamFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Fn fn;
    private final Suite suite;

    /** As Lambda makes it. */
    public StreamFunction() {
        this(Environment.of(System.getenv()));
    }

    private StreamFunction(Environment environment) {
        this(environment.fn(), Snapshot.around(environment.fn(), OnAws.suite(environment)));
    }

    public StreamFunction(Fn fn, Suite suite) {
        this.fn = fn;
        this.suite = suite;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return take(event);
    }

    StreamsEventResponse take(DynamodbEvent event) {
        var retry =
                switch (fn) {
                    case EXPIRY -> expire(event);
                    case WATCH -> watch(event);
                    case DELIVERY -> deliver(event);
                    default -> throw new IllegalStateException("this function has no stream");
                };
        return StreamsEventResponse.builder()
                .withBatchItemFailures(retry.map(sequence -> List.of(StreamsEventResponse.BatchItemFailure.builder()
                                .withItemIdentifier(sequence)
                                .build()))
                        .orElse(List.of()))
                .build();
    }

    private Optional<String> expire(DynamodbEvent event) {
        var changes = StreamEvents.changes(event);
        var failed = suite.recordExpiry().record(changes);
        changes.stream()
                .flatMap(change -> change.gone().stream())
                .mapToLong(gone -> Duration.between(gone.dueAt(), gone.goneAt()).toSeconds())
                .max()
                .ifPresent(lag -> suite.log().figure(Metric.TTL_LAG, lag));
        var recorded =
                changes.stream().filter(change -> change.gone().isPresent()).count();
        if (recorded > 0 || failed.isPresent()) {
            suite.log().info("expiries recorded", Map.of("expiries", recorded, "retrying", failed.isPresent()));
        }
        return failed;
    }

    private Optional<String> deliver(DynamodbEvent event) {
        var written = StreamEvents.written(event);
        var report = suite.deliver().deliver(written);
        if (!written.isEmpty()) {
            suite.log()
                    .info(
                            "events delivered",
                            Map.of(
                                    "events",
                                    report.delivered(),
                                    "retrying",
                                    report.retry().isPresent()));
        }
        return report.retry();
    }

    private Optional<String> watch(DynamodbEvent event) {
        var report = suite.watchEvidence().watch(StreamEvents.touched(event));
        if (report.tampered()) {
            suite.log().figure(Metric.EVIDENCE_TAMPERED, report.altered() + report.removed());
            suite.log()
                    .alarm(
                            "evidence was tampered with",
                            Map.of("altered", report.altered(), "removed", report.removed()));
        }
        report.retry().ifPresent(_ -> suite.log().info("evidence not anchored yet", Map.of("retrying", true)));
        return report.retry();
    }
}
