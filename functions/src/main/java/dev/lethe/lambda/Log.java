package dev.lethe.lambda;

import dev.lethe.http.Json;
import dev.lethe.kernel.KeyUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

    public Log(Consumer<String> sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
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
