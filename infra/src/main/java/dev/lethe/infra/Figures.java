package dev.lethe.infra;

import dev.lethe.api.Fn;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** What can be seen of a deployment, by the names that CloudWatch knows it by. */
final class Figures {
    private static final String LAMBDA = "AWS/Lambda";

    private final Deployment deployment;

    Figures(Deployment deployment) {
        this.deployment = deployment;
    }

    IMetric errors(Fn fn) {
        return lambda(fn, "Errors", "Sum", Thresholds.PERIOD);
    }

    IMetric throttles(Fn fn) {
        return lambda(fn, "Throttles", "Sum", Thresholds.PERIOD);
    }

    IMetric duration(Fn fn) {
        return lambda(fn, "Duration", "p99", Thresholds.PERIOD);
    }

    IMetric iteratorAge(Fn fn) {
        return lambda(fn, "IteratorAge", "Maximum", Thresholds.PERIOD);
    }

    /** Runs that came to their end without failing. */
    IMetric successes(Fn fn, Duration period) {
        // On a graph with others, each figure of an expression needs a name of its own.
        var runs = "runs_" + fn.name();
        var errors = "errors_" + fn.name();
        return MathExpression.Builder.create()
                .expression(runs + " - " + errors)
                .label(fn.deployedName(deployment.prefix()))
                .period(cdk(period))
                .usingMetrics(new TreeMap<>(Map.of(
                        runs, lambda(fn, "Invocations", "Sum", period), errors, lambda(fn, "Errors", "Sum", period))))
                .build();
    }

    IMetric putAside(String queue) {
        return metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", "QueueName", queue, Thresholds.PERIOD);
    }

    IMetric api(String id, String name, String statistic) {
        return metric("AWS/ApiGateway", name, statistic, "ApiId", id, Thresholds.PERIOD);
    }

    IMetric own(dev.lethe.api.Metric metric, Fn fn) {
        return metric(
                dev.lethe.api.Metric.NAMESPACE,
                metric.metricName(),
                metric == dev.lethe.api.Metric.KMS_THROTTLED ? "Sum" : "Maximum",
                dev.lethe.api.Metric.DIMENSION,
                fn.deployedName(deployment.prefix()),
                Thresholds.OWN_PERIOD);
    }

    private IMetric lambda(Fn fn, String name, String statistic, Duration period) {
        return metric(LAMBDA, name, statistic, "FunctionName", fn.deployedName(deployment.prefix()), period);
    }

    private static IMetric metric(
            String namespace, String name, String statistic, String dimension, String value, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(Map.of(dimension, value))
                .period(cdk(period))
                .build();
    }

    private static software.amazon.awscdk.Duration cdk(Duration duration) {
        return software.amazon.awscdk.Duration.seconds(duration.toSeconds());
    }
}
