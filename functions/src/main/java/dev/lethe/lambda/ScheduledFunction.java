package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import dev.lethe.api.Ping;
import dev.lethe.kernel.Remaining;
import dev.lethe.retention.Purge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entry point of the functions that run by the clock. Answers with what the run did. */
public final class ScheduledFunction implements RequestHandler<ScheduledEvent, Map<String, Object>> {
    private final Fn fn;
    private final Suite suite;

    /** As Lambda makes it. */
    public ScheduledFunction() {
        this(Environment.of(System.getenv()));
    }

    private ScheduledFunction(Environment environment) {
        this(environment.fn(), Snapshot.around(environment.fn(), OnAws.suite(environment)));
    }

    public ScheduledFunction(Fn fn, Suite suite) {
        this.fn = fn;
        this.suite = suite;
    }

    @Override
    public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
        return run(event, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    }

    Map<String, Object> run(ScheduledEvent event, Remaining time) {
        if (Ping.MARK.equals(event.getDetailType())) {
            return Map.of();
        }
        suite.door().enter();
        var report =
                switch (fn) {
                    case PURGE -> purge(time);
                    case VERIFY -> verify(time);
                    case REPLAN -> replan(time);
                    case HOLDING -> tend(time);
                    case ERASURE -> sweep(time);
                    case ESCALATION -> escalate(time);
                    case SCOPING -> count(time);
                    case ROTATION -> rotate(time);
                    case SITE,
                            NOTICE,
                            CONSENT,
                            CONVERSATION,
                            RIGHTS,
                            CERTIFICATE,
                            EXPIRY,
                            WATCH,
                            DELIVERY,
                            HOLD,
                            RETENTION,
                            PURGING,
                            INCIDENT,
                            FINDINGS -> throw new IllegalStateException("this function has no schedule");
                };
        suite.log().info("schedule run", report);
        return report;
    }

    private Map<String, Object> purge(Remaining time) {
        var done = counted(time);
        suite.log().figure(Metric.PURGE_LAG, done.lag().toSeconds());
        suite.log().figure(Metric.PURGES_FAILED, done.failed());
        suite.log().figure(Metric.ITEMS_QUARANTINED, done.quarantined());
        suite.log().figure(Metric.REVIEWS_OVERDUE, suite.reviews().count(time));
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "purge");
        report.put("tenants", done.tenants());
        report.put("daysEnded", done.daysEnded());
        report.put("itemsPurged", done.itemsPurged());
        report.put("itemsAnonymised", done.itemsAnonymised());
        report.put("quarantined", done.quarantined());
        report.put("paused", done.paused());
        report.put("failed", done.failed());
        report.put("complete", done.complete());
        return report;
    }

    private Purge.Report counted(Remaining time) {
        try {
            return suite.countingPurge().run(time);
        } finally {
            // What opened the days that are over is not to stay in memory until the next run.
            suite.forgetKeys();
        }
    }

    private Map<String, Object> verify(Remaining time) {
        var done = suite.verifyExpiry().run(time, missed -> suite.log().figure(Metric.EXPIRY_MISSED, missed));
        if (done.missed() == 0) {
            suite.log().figure(Metric.EXPIRY_MISSED, 0);
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "verify");
        report.put("seen", done.seen());
        report.put("missed", done.missed());
        report.put("complete", done.complete());
        return report;
    }

    private Map<String, Object> replan(Remaining time) {
        var done = suite.replan().run(time);
        suite.log().figure(Metric.PLANS_FAILED, done.failed());
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "replan");
        report.put("ended", done.ended());
        report.put("failed", done.failed());
        report.put("itemsRemoved", done.itemsRemoved());
        report.put("complete", done.complete());
        return report;
    }

    private Map<String, Object> rotate(Remaining time) {
        var done = suite.rotateKeys().run(time);
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "rotation");
        report.put("epoch", done.current());
        report.put("turned", done.turned());
        report.put("rewrapped", done.rewrapped());
        report.put("stuck", done.stuck());
        report.put("disabled", done.disabled());
        report.put("deleted", done.deleted());
        report.put("complete", done.waitingUntil().isPresent());
        return report;
    }

    private Map<String, Object> tend(Remaining time) {
        var done = suite.tendHolds().run(time);
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "holding");
        report.put("held", done.held());
        report.put("swept", done.swept());
        report.put("itemsDeleted", done.itemsDeleted());
        report.put("failed", done.failed());
        report.put("complete", done.complete());
        return report;
    }

    private Map<String, Object> count(Remaining time) {
        var done = suite.breaches().count().run(time);
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "scoping");
        report.put("counted", done.counted());
        report.put("failed", done.failed());
        report.put("complete", done.complete());
        return report;
    }

    private Map<String, Object> escalate(Remaining time) {
        var done = suite.breaches().escalate().run(time);
        suite.log().figure(Metric.DEADLINES_PASSED, done.overdue());
        suite.log().figure(Metric.ESCALATIONS_FAILED, done.failed());
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "escalation");
        report.put("looked", done.looked());
        report.put("told", done.told());
        report.put("overdue", done.overdue());
        report.put("recomputed", done.recomputed());
        report.put("failed", done.failed());
        report.put("complete", done.complete());
        return report;
    }

    private Map<String, Object> sweep(Remaining time) {
        var done = suite.sweepErased().run(time);
        suite.log().figure(Metric.REQUESTS_OVERDUE, done.overdue());
        var report = new LinkedHashMap<String, Object>();
        report.put("schedule", "erasure");
        report.put("shredded", done.shredded());
        report.put("swept", done.swept());
        report.put("itemsDeleted", done.itemsDeleted());
        report.put("completed", done.completed());
        report.put("tombstonesGone", done.tombstonesGone());
        report.put("tombstonesKept", done.tombstonesKept());
        return report;
    }
}
