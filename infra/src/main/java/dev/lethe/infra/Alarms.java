package dev.lethe.infra;

import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import dev.lethe.api.Schedule;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Everything that somebody is told of. An alarm's description says what it means and what to look at first. */
final class Alarms {
    private final Construct scope;
    private final Deployment deployment;
    private final Figures figures;
    private final SnsAction tell;

    Alarms(Construct scope, Deployment deployment, ITopic topic, String apiId) {
        this.scope = scope;
        this.deployment = deployment;
        this.figures = new Figures(deployment);
        this.tell = new SnsAction(topic);
        for (var fn : Fn.values()) {
            ofFunction(fn);
        }
        for (var schedule : Schedule.values()) {
            silence(schedule);
        }
        for (var metric : Metric.values()) {
            metric.fns().stream().sorted().forEach(fn -> own(metric, fn));
        }
        put(
                "missed",
                "The scheduler could not begin a run: its event lies in the queue.",
                figures.putAside(Queues.missed(deployment)),
                Thresholds.PUT_ASIDE,
                1);
        put(
                "api-faults",
                "Calls to the API end in 5xx. Look at the functions' errors first.",
                figures.api(apiId, "5xx", "Sum"),
                Thresholds.API_FAULTS,
                1);
    }

    private void ofFunction(Fn fn) {
        put(
                name(fn, "errors"),
                "The function failed. Its log names the class and the place.",
                figures.errors(fn),
                Thresholds.ERRORS,
                1);
        if (fn.trigger() == Fn.Trigger.HTTP) {
            put(
                    name(fn, "throttles"),
                    "Calls are turned away: the account runs as many functions at once as it may.",
                    figures.throttles(fn),
                    Thresholds.THROTTLES,
                    1);
        }
        if (fn.trigger() != Fn.Trigger.SCHEDULE) {
            // What runs by the clock stops by itself before its time is over, and may well use it up.
            put(
                    name(fn, "duration"),
                    "Calls take nearly as long as the function is given.",
                    figures.duration(fn),
                    (double) fn.timeout().toMillis() * Thresholds.DURATION_SHARE,
                    Thresholds.PERIODS);
        }
        if (fn.trigger() == Fn.Trigger.STREAM) {
            put(
                    name(fn, "age"),
                    "The stream is read too late; what is a day old is lost.",
                    figures.iteratorAge(fn),
                    (double) Thresholds.ITERATOR_AGE.toMillis(),
                    1);
        }
        if (Functions.hasQueue(fn)) {
            put(
                    name(fn, "failed"),
                    "What the function failed at was put aside, and is done again by nobody.",
                    figures.putAside(Queues.failed(deployment, fn)),
                    Thresholds.PUT_ASIDE,
                    1);
        }
    }

    /** That something did not happen shows in no error. */
    private void silence(Schedule schedule) {
        var period = period(schedule);
        Alarm.Builder.create(scope, id(name(schedule.fn(), "silence")))
                .alarmName(deployment.named(name(schedule.fn(), "silence")))
                .alarmDescription("No run succeeded: what is due is not done.")
                .metric(figures.successes(schedule.fn(), period))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(Thresholds.SILENT_INTERVALS)
                .treatMissingData(TreatMissingData.BREACHING)
                .build()
                .addAlarmAction(tell);
    }

    /** As often as it runs, but no shorter than figures are looked at. */
    private static Duration period(Schedule schedule) {
        return schedule.every().compareTo(Thresholds.PERIOD) < 0 ? Thresholds.PERIOD : schedule.every();
    }

    private void own(Metric metric, Fn fn) {
        put(
                name(fn, metric.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                switch (metric) {
                    case PURGE_LAG ->
                        "A purge is behind: days that are over still have their keys, or what expired is still stored.";
                    case PURGES_FAILED ->
                        "A tenant's purge could not be carried out; GET /v1/purges tells of the last success.";
                    case ITEMS_QUARANTINED ->
                        "A purge put something aside that is not of the form items have: somebody has to look at it.";
                    case EXPIRY_MISSED ->
                        "Something outstayed its time, or no purge would have found it. The next purge removes it; find"
                                + " out who removed its index row.";
                    case TTL_LAG -> "DynamoDB removes what expired later than usual. Nobody can read it meanwhile.";
                    case REQUESTS_OVERDUE -> "A person's request is past the day by which it has to be answered.";
                    case PLANS_FAILED ->
                        "What is kept could not be planned anew, again and again; see the log of the function";
                    case REVIEWS_OVERDUE ->
                        "A notice or a figure of the law should have been looked at again: GET /v1/reviews names them.";
                    case EVIDENCE_TAMPERED ->
                        "Somebody changed or removed evidence. Keep what is there, and find out who: CloudTrail, the"
                                + " checkpoints.";
                    case DEADLINES_PASSED ->
                        "The time for something that has to be done about an incident is over: GET /v1/incidents names it.";
                    case ESCALATIONS_FAILED ->
                        "Incidents of a tenant could not be looked at: nobody is told that their time runs out.";
                    case FINDINGS_PARKED ->
                        "A finding of GuardDuty's or Macie's could not be read. It lies in the function's queue, whole: look"
                                + " at it, and open an incident by hand.";
                    case KMS_THROTTLED -> "The key service turns calls away. Have its quota raised.";
                },
                figures.own(metric, fn),
                Thresholds.own(metric),
                1);
    }

    private void put(String name, String description, IMetric metric, double threshold, int periods) {
        Alarm.Builder.create(scope, id(name))
                .alarmName(deployment.named(name))
                .alarmDescription(description)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(tell);
    }

    static String name(Fn fn, String what) {
        return fn.name().toLowerCase(Locale.ROOT) + "-" + what;
    }

    private static String id(String name) {
        return String.join(
                "", Arrays.stream(name.split("-", -1)).map(MemoryStack::words).toList());
    }
}
