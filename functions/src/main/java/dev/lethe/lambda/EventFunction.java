package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import dev.lethe.api.Ping;
import dev.lethe.breach.TakeFindings.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the function that takes in what other services of AWS tell through EventBridge, whose events have the form of a schedule's.
 * Answers with what came of it. What cannot be read fails, so that Lambda puts the whole of it aside: nothing of it is lost, or logged.
 */
public final class EventFunction implements RequestHandler<ScheduledEvent, Map<String, Object>> {
    private final Suite suite;

    /** As Lambda makes it. */
    public EventFunction() {
        this(Environment.of(System.getenv()));
    }

    private EventFunction(Environment environment) {
        this(environment.fn(), Snapshot.around(environment.fn(), OnAws.suite(environment)));
    }

    public EventFunction(Fn fn, Suite suite) {
        if (fn.trigger() != Fn.Trigger.EVENT) {
            throw new IllegalStateException("this function takes no events");
        }
        this.suite = suite;
    }

    @Override
    public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
        return take(event);
    }

    Map<String, Object> take(ScheduledEvent event) {
        if (Ping.MARK.equals(event.getDetailType())) {
            return Map.of();
        }
        suite.door().enter();
        var report =
                suite.breaches().findings().take(text(event.getSource()), text(event.getDetailType()), detail(event));
        var told = new LinkedHashMap<String, Object>();
        switch (report) {
            case Report.Taken(var opened, var updated, var known) -> {
                told.put("opened", opened);
                told.put("updated", updated);
                told.put("known", known);
            }
            case Report.Slight _ -> told.put("slight", true);
            case Report.Parked(var why) -> {
                suite.log().figure(Metric.FINDINGS_PARKED, 1);
                suite.log().alarm("a finding could not be read", Map.of("why", why));
                throw new IllegalStateException("a finding that cannot be read is put aside");
            }
        }
        suite.log().info("finding taken in", told);
        return told;
    }

    private static String text(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static Map<String, Object> detail(ScheduledEvent event) {
        return Optional.ofNullable(event.getDetail()).orElse(Map.of());
    }
}
