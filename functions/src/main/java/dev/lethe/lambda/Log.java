package dev.lethe.lambda;

import dev.lethe.api.Metric;
import dev.lethe.http.Json;
import dev.lethe.kernel.KeyUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Structured log lines. A message is fixed; context travels as typed keys; of an exception only its class and the place in
 * this suite where it came by are told, never its message, which may quote what somebody said.
 */
public final class Log {
    private final Consumer<String> sink;
    private final InstantSource clock;
    private final String function;

    public Log(Consumer<String> sink, InstantSource clock) {
        this(sink, clock, "local");
    }

    /** @param function the name that figures are told under */
    public Log(Consumer<String> sink, InstantSource clock, String function) {
        this.sink = sink;
        this.clock = clock;
        this.function = function;
    }

    /**
     * Tells a figure that CloudWatch takes out of the log, in its Embedded Metric Format
     * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
     */
    public void figure(Metric metric, long value) {
        var line = new LinkedHashMap<String, Object>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        clock.instant().toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                Metric.NAMESPACE,
                                "Dimensions",
                                List.of(List.of(Metric.DIMENSION)),
                                "Metrics",
                                List.of(Map.of(
                                        "Name",
                                        metric.metricName(),
                                        "Unit",
                                        metric.unit().unitName()))))));
        line.put(Metric.DIMENSION, function);
        line.put(metric.metricName(), value);
        sink.accept(new String(Json.write(line), StandardCharsets.UTF_8));
    }

    /** Says what happened; values are ids of our own, counts and words of our own. */
    public void info(String event, Map<String, Object> context) {
        write("INFO", event, context);
    }

    /** Says that somebody has to look at once; values as {@link #info}. */
    public void alarm(String event, Map<String, Object> context) {
        write("ALARM", event, context);
    }

    /** Says that something failed. */
    public void fault(String event, String request, Throwable failure) {
        var context = new LinkedHashMap<String, Object>();
        context.put("request", request);
        context.put("failure", failure.getClass().getSimpleName());
        if (failure instanceof KeyUnavailable key) {
            context.put("reason", key.reason().name());
            context.put("passing", key.reason().passing());
            if (key.reason() == KeyUnavailable.Reason.THROTTLED) {
                figure(Metric.KMS_THROTTLED, 1);
            }
        }
        place(failure).ifPresent(place -> context.put("place", place));
        write("ERROR", event, context);
    }

    private static Optional<String> place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.lethe."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber());
    }

    private void write(String level, String event, Map<String, Object> context) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.instant().toString());
        line.put("level", level);
        line.put("event", event);
        line.putAll(context);
        sink.accept(new String(Json.write(line), StandardCharsets.UTF_8));
    }
}
